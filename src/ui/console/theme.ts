import type { ThemeConfig } from 'antd'

/** The tokens of the portal in the kit's words: paper and ink, blue to act, vermilion for what is grave. */
export const theme: ThemeConfig = {
  cssVar: { key: 'console' },
  token: {
    colorPrimary: '#1b4f8a',
    colorInfo: '#1b4f8a',
    colorLink: '#1b4f8a',
    colorLinkHover: '#143d6b',
    colorLinkActive: '#143d6b',
    colorError: '#b3261e',
    colorSuccess: '#1e6b3a',
    colorWarning: '#8a5a00',
    colorErrorBg: '#fbeeec',
    colorErrorBorder: '#dfb1ac',
    colorWarningBg: '#fbf4e2',
    colorWarningBorder: '#dcc48d',
    colorInfoBg: '#eaf0f7',
    colorSuccessBg: '#edf5ef',
    colorText: '#1d1b19',
    colorTextSecondary: '#57534e',
    colorTextTertiary: '#57534e',
    colorTextDescription: '#57534e',
    colorTextPlaceholder: '#6b665f',
    colorTextDisabled: '#6b665f',
    colorBorder: '#8d867c',
    colorBorderSecondary: '#ddd7cd',
    colorBgLayout: '#fdfcfa',
    borderRadius: 4,
    fontSize: 14,
    controlHeight: 34,
    fontFamily:
      "system-ui, -apple-system, 'PingFang SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif",
    motion: false,
  },
  components: {
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelColor: '#1d1b19' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
}
