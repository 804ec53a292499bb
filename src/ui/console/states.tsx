import type { ReactNode } from 'react'
import { Alert, Button, Skeleton } from 'antd'
import { ApiError } from './api.ts'
import { errorWords } from './words.ts'

/** Nothing here yet, and what to do next. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

/** Keeps the layout while something is on its way. */
export function Pending() {
  return (
    <div className="page" role="status" aria-label="正在载入">
      <Skeleton active={false} paragraph={{ rows: 6 }} />
    </div>
  )
}

/** A page that could not be shown. */
export function ProblemPage({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const missing = error instanceof ApiError && error.status === 404
  return (
    <div className="page">
      <h1>{missing ? '没有找到' : '没有能够打开'}</h1>
      <Alert type={missing ? 'info' : 'error'} title={errorWords(error)} />
      {onRetry && !missing && (
        <p>
          <Button onClick={onRetry}>重试</Button>
        </p>
      )}
    </div>
  )
}

/** What went wrong, said to the screen reader at once. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return <Alert type="error" showIcon title={children} className="problem" />
}
