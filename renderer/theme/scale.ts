/** Sizes: four of type, a 4 px grid, one corner, one shadow (for what floats), one speed. */
export const font = {
  family:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif',
  mono: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  small: '12px',
  base: '14px',
  large: '18px',
  title: '26px',
};

export const space = { 1: '4px', 2: '8px', 3: '12px', 4: '16px', 6: '24px', 8: '32px', 12: '48px' };

export const radius = '6px';
export const control = { small: '24px', medium: '32px', large: '40px' };
export const motion = '120ms';
