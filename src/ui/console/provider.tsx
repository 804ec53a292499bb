import type { ReactNode } from 'react'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { nonce } from './nonce.ts'
import { theme } from './theme.ts'
import './console.css'

/** Language, tokens and the nonce by which the kit's own styles pass the page's policy. */
export function KitProvider({ children }: { readonly children: ReactNode }) {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      form={{ colon: false, scrollToFirstError: { focus: true } }}
    >
      <App message={{ maxCount: 3, duration: 4 }}>{children}</App>
    </ConfigProvider>
  )
}
