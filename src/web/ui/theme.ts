import type { ThemeConfig } from 'antd'

/** Cinnabar, ink and paper. Every text colour keeps a contrast of at least 4.5 to 1 on its ground. */
export const colors = {
  accent: '#b3401f',
  accentSoft: '#fbeee6',
  ink: '#2b221c',
  inkSoft: '#6b5d53',
  paper: '#faf6f0',
  sheet: '#ffffff',
  rule: '#e9dfd3',
  leaf: '#2f6f4f',
  amber: '#8a5a00',
  guests: '#d9b99b',
} as const

const fonts =
  "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
const fontsTraditional =
  "-apple-system, 'Segoe UI', 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans TC', sans-serif"

const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches

export function themeFor({ isTraditional, isTouch }: { isTraditional: boolean; isTouch: boolean }): ThemeConfig {
  return {
    token: {
      colorPrimary: colors.accent,
      colorLink: colors.accent,
      colorSuccess: colors.leaf,
      colorWarning: colors.amber,
      colorError: '#b42318',
      colorInfo: '#4a5f73',
      colorSuccessBg: '#e3f1e8',
      colorWarningBg: '#fdf1d3',
      colorWarningBorder: '#e9cf8f',
      colorErrorBg: '#fdecea',
      colorErrorBorder: '#f0b8b1',
      colorInfoBg: '#edf1f4',
      colorTextBase: colors.ink,
      colorTextSecondary: colors.inkSoft,
      colorTextDescription: colors.inkSoft,
      colorTextPlaceholder: '#786a60',
      colorBgLayout: colors.paper,
      colorBorder: '#d9cbbb',
      colorBorderSecondary: colors.rule,
      colorSplit: colors.rule,
      borderRadius: 8,
      fontFamily: isTraditional ? fontsTraditional : fonts,
      // A till is worked with fingers and from an arm's length.
      controlHeight: isTouch ? 42 : 34,
      fontSize: isTouch ? 16 : 14,
      motion: !isCalm,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Table: { headerBg: '#f6efe6', headerColor: colors.inkSoft, rowHoverBg: '#fdf8f2' },
      Menu: {
        itemBg: 'transparent',
        itemSelectedBg: colors.accentSoft,
        itemSelectedColor: colors.accent,
        activeBarBorderWidth: 0,
      },
      Layout: { siderBg: '#f4ece1', headerBg: colors.paper, bodyBg: colors.paper },
      Progress: { defaultColor: colors.accent },
      Segmented: { trackBg: '#efe4d6' },
      Button: { primaryShadow: 'none', defaultShadow: 'none' },
    },
  }
}
