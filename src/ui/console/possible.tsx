import { useId, type ReactNode } from 'react'
import { Button, type ButtonProps } from 'antd'
import { reasonWords } from './words.ts'

export interface PossibleButtonProps extends Omit<ButtonProps, 'disabled' | 'children'> {
  readonly possible: { readonly allowed: boolean; readonly reasons: readonly string[] }
  readonly children: ReactNode
}

/** A button for what the server says may be done; where it may not, it is disabled with the reason under it. */
export function PossibleButton({ possible, children, ...button }: PossibleButtonProps) {
  const reasonId = useId()
  if (possible.allowed) return <Button {...button}>{children}</Button>
  return (
    <div className="impossible">
      <Button {...button} disabled aria-describedby={reasonId}>
        {children}
      </Button>
      <p id={reasonId} className="reason">
        {reasonWords(possible.reasons)}
      </p>
    </div>
  )
}
