/** Parts of a page onto the clipboard, as text or as a picture, with a word about it. */
import { copyText } from '../copy-text.ts';
import { drawElement } from '../draw-element.ts';
import { useNoticesStore } from '../stores/notices.ts';
import { studio } from '../studio-client.ts';

export function useTaking() {
  const notices = useNoticesStore();
  async function takeText(text: string, what: string): Promise<void> {
    await copyText(text);
    notices.say(`${what} is on the clipboard, as text.`);
  }
  async function takePicture(element: HTMLElement, what: string): Promise<void> {
    try {
      await studio.invoke('clipboard.picture', { png: await drawElement(element) });
      notices.say(`${what} is on the clipboard, as a picture.`);
    } catch (error) {
      notices.sayError(error);
    }
  }
  return { takeText, takePicture };
}
