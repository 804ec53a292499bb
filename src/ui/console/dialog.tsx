import { useEffect, useId, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button } from 'antd'
import { ServerForm, type ServerFormProps } from './form.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly wide?: boolean
}

/** The browser's own modal dialog: it keeps the focus, closes by Escape and gives the focus back. Mount it to open it. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  // At the end of the page, not where it is mounted: a form within a form is none.
  return createPortal(
    <dialog
      ref={element}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId} className="dialog-title">
        {title}
      </h2>
      {children}
    </dialog>,
    document.body,
  )
}

export interface FormDialogProps<V> extends Omit<ServerFormProps<V>, 'cancel'> {
  readonly title: string
  readonly onClose: () => void
  /** What will happen, to whom, said before the fields. */
  readonly intro?: ReactNode
  readonly wide?: boolean
}

/** Asks for something and sends it; stays open with the reasons where the server refuses. */
export function FormDialog<V extends object>({
  title,
  onClose,
  intro,
  wide = false,
  ...form
}: FormDialogProps<V>) {
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      {intro && <div className="dialog-intro">{intro}</div>}
      <ServerForm<V> {...form} cancel={<Button onClick={onClose}>取消</Button>} />
    </Dialog>
  )
}
