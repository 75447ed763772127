declare module 'electron-installer-debian' {
  function installer(data: {
    src: string;
    dest: string;
    arch: string;
    options: Record<string, unknown>;
  }): Promise<unknown>;
  export = installer;
}
