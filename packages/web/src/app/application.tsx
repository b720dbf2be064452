import { createCache, StyleProvider } from '@ant-design/cssinjs'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useEffect } from 'react'
import { ApiProblem, onSessionEnd } from '../api/client.ts'
import { usePreferences } from './preferences.ts'
import { router } from './router.tsx'
import { themeOf } from './theme.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
const styles = createCache()

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
      retryDelay: 400,
    },
  },
})

onSessionEnd(() => queries.setQueryData(['session'], null))

/** Everything around the pages: styles, colours, language of the components, answers of the server. */
export function Application(): ReactNode {
  const { language, scheme } = usePreferences()
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme
  }, [scheme])
  return (
    <StyleProvider cache={styles} hashPriority="high">
      <ConfigProvider
        csp={{ nonce }}
        locale={language === 'en' ? enUS : zhCN}
        theme={themeOf(scheme)}
        componentSize="middle"
        button={{ autoInsertSpace: false }}
      >
        <App>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </StyleProvider>
  )
}
