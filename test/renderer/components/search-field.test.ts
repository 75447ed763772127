import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import SearchField from '../../../renderer/components/SearchField.vue';

const options = ['ant', 'bee', 'cat'].map((key) => ({ key }));

async function typing() {
  const view = mount(SearchField<{ key: string }>, {
    props: {
      ...{ options, ready: true, hint: 'Find', label: 'Find by title', listLabel: 'Found' },
      modelValue: '',
      'onUpdate:modelValue': (modelValue: string) => view.setProps({ modelValue }),
    },
    slots: { option: ({ option }: { option: { key: string } }) => option.key },
    attrs: { 'data-testid': 'field' },
    attachTo: document.body,
  });
  const input = view.get<HTMLInputElement>('[data-testid=field]');
  input.element.focus();
  await input.setValue('a');
  const active = (): string | undefined =>
    view
      .findAll('[role=option]')
      .find((one) => one.attributes('aria-selected') === 'true')
      ?.text();
  return { view, input, active };
}

describe('a field that finds', () => {
  it('goes through what was found with the arrows, round and round, and tells a reader where it is', async () => {
    const { view, input, active } = await typing();
    const seen = [active()];
    for (const key of ['down', 'down', 'down', 'up']) {
      await input.trigger(`keydown.${key}`);
      seen.push(active());
      const id = input.attributes('aria-activedescendant')!;
      expect(view.get(`[id="${id}"]`).text()).toBe(active());
    }
    expect(seen).toEqual(['ant', 'bee', 'cat', 'ant', 'cat']);
    view.unmount();
  });

  it('takes with Enter and by a press, and says whether Shift was held', async () => {
    const { view, input } = await typing();
    await input.trigger('keydown', { key: 'Enter' });
    await view.findAll('[role=option]')[1].trigger('mousedown', { shiftKey: true });
    expect(view.emitted('take')).toEqual([
      [{ key: 'ant' }, false],
      [{ key: 'bee' }, true],
    ]);
    view.unmount();
  });

  it('shows nothing before there is an answer, without words, or when it is left', async () => {
    const { view, input } = await typing();
    expect(view.find('[role=listbox]').exists()).toBe(true);
    await view.setProps({ ready: false });
    expect(view.find('[role=listbox]').exists()).toBe(false);
    await view.setProps({ ready: true });
    await input.setValue(' ');
    expect(view.find('[role=listbox]').exists()).toBe(false);
    await input.setValue('b');
    input.element.blur();
    await view.vm.$nextTick();
    expect(view.find('[role=listbox]').exists()).toBe(false);
    view.unmount();
  });
});
