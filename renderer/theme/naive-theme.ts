/** Naive UI wearing our palette and scale. */
import { darkTheme, type GlobalTheme, type GlobalThemeOverrides } from 'naive-ui';
import { palettes, type Mode } from './apply-theme.ts';
import { control, font, radius } from './scale.ts';

export function naiveTheme(mode: Mode): { theme: GlobalTheme | null; overrides: GlobalThemeOverrides } {
  const colours = palettes[mode];
  const action = {
    primaryColor: colours.accent,
    primaryColorHover: colours.accentHover,
    primaryColorPressed: colours.accentPressed,
    primaryColorSuppl: colours.accent,
  };
  const edge = `1px solid ${colours.lineStrong}`;
  const shadow = `0 8px 32px ${colours.shade}`;
  return {
    theme: mode === 'dark' ? darkTheme : null,
    overrides: {
      common: {
        ...action,
        infoColor: colours.accent,
        infoColorHover: colours.accentHover,
        infoColorPressed: colours.accentPressed,
        infoColorSuppl: colours.accent,
        successColor: colours.accent,
        successColorHover: colours.accentHover,
        successColorPressed: colours.accentPressed,
        successColorSuppl: colours.accent,
        warningColor: colours.ink,
        warningColorHover: colours.ink,
        warningColorPressed: colours.ink,
        warningColorSuppl: colours.ink,
        errorColor: colours.danger,
        errorColorHover: colours.danger,
        errorColorPressed: colours.danger,
        errorColorSuppl: colours.danger,
        bodyColor: colours.ground,
        cardColor: colours.surface,
        modalColor: colours.surface,
        popoverColor: colours.surface,
        tableColor: colours.surface,
        tableHeaderColor: colours.surface,
        tableColorHover: colours.sunken,
        inputColor: colours.surface,
        inputColorDisabled: colours.sunken,
        actionColor: colours.sunken,
        hoverColor: colours.sunken,
        railColor: colours.neutralSoft,
        dividerColor: colours.line,
        borderColor: colours.lineStrong,
        textColorBase: colours.ink,
        textColor1: colours.ink,
        textColor2: colours.ink,
        textColor3: colours.inkQuiet,
        placeholderColor: colours.inkQuiet,
        iconColor: colours.inkQuiet,
        closeIconColor: colours.inkQuiet,
        boxShadow1: shadow,
        boxShadow2: shadow,
        boxShadow3: shadow,
        borderRadius: radius,
        borderRadiusSmall: radius,
        fontFamily: font.family,
        fontFamilyMono: font.mono,
        fontSize: font.base,
        fontSizeMini: font.small,
        fontSizeTiny: font.small,
        fontSizeSmall: font.base,
        fontSizeMedium: font.base,
        fontSizeLarge: font.base,
        fontSizeHuge: font.large,
        heightTiny: control.small,
        heightSmall: control.medium,
        heightMedium: control.medium,
        heightLarge: control.large,
        cubicBezierEaseInOut: 'ease-out',
      },
      Button: {
        textColorPrimary: colours.onAccent,
        textColorHoverPrimary: colours.onAccent,
        textColorPressedPrimary: colours.onAccent,
        textColorFocusPrimary: colours.onAccent,
        textColorDisabledPrimary: colours.onAccent,
        fontWeightStrong: '600',
        waveOpacity: '0',
      },
      // Without these, a field has no edge in dark.
      Input: { border: edge, borderHover: edge, borderDisabled: edge },
      InternalSelection: { border: edge, borderHover: edge },
      Tooltip: { color: colours.ink, textColor: colours.ground, padding: '4px 8px' },
      Dialog: { iconColorWarning: colours.inkQuiet },
    },
  };
}
