import type { ReactNode } from 'react'

/** The page before the work begins: one thing to do. */
export function Welcome({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="welcome">
      <div className="welcome-box">
        <p className="brand">
          <span className="seal" aria-hidden="true">
            镜
          </span>
          明镜
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
