import { useState, type ReactNode } from 'react'
import { App, Button } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { post } from './api.ts'
import { FormDialog } from './dialog.tsx'
import { TextAreaField } from './form.tsx'

/** A step that a person takes with a record, in words. */
export interface StepWords {
  readonly title: string
  /** Where it is sent, below the record's own address. */
  readonly path: string
  /** What it does, said before it is done. */
  readonly intro: string
  readonly done: string
  /** What is asked for with it; undefined where nobody has to say anything. */
  readonly reason?: string
  readonly reasonNeeded?: true
  readonly primary?: true
}

const LONGEST_REASON = 2000

/** The steps that this person may take now, each behind a dialog that says what it does. */
export function Steps<Step extends string>(props: {
  readonly name: string
  readonly words: Readonly<Record<Step, StepWords>>
  readonly may: Readonly<Partial<Record<NoInfer<Step>, boolean>>>
  /** The record in the API. */
  readonly address: string
  /** What is read anew when a step was taken. */
  readonly queryKey: string
  /** What else is to be said before a step. */
  readonly hints?: (step: Step) => ReactNode
  /** Buttons before the steps. */
  readonly children?: ReactNode
}) {
  const { name, words, may, address, queryKey, hints, children } = props
  const [open, setOpen] = useState<Step>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const possible = (Object.keys(words) as Step[]).filter((step) => may[step])
  const shown = open === undefined ? undefined : words[open]
  const close = () => setOpen(undefined)
  const send = async ({ reason }: { reason?: string }) => {
    if (shown === undefined) return
    await post(`${address}/${shown.path}`, shown.reason === undefined ? {} : { reason: reason ?? '' })
    await client.invalidateQueries({ queryKey: [queryKey] })
    message.success(shown.done)
    close()
  }
  return (
    <div className="side-actions">
      {children}
      {possible.map((step) => (
        <Button key={step} type={words[step].primary ? 'primary' : 'default'} onClick={() => setOpen(step)}>
          {words[step].title}
        </Button>
      ))}
      {open !== undefined && shown !== undefined && (
        <FormDialog<{ reason?: string }>
          name={`${name}-${open}`}
          title={shown.title}
          submitLabel={shown.title}
          intro={
            <>
              <p>{shown.intro}</p>
              {hints?.(open)}
            </>
          }
          onClose={close}
          onSubmit={send}
        >
          {shown.reason === undefined ? null : (
            <TextAreaField
              name="reason"
              label={shown.reason}
              required={shown.reasonNeeded ?? false}
              maxLength={LONGEST_REASON}
            />
          )}
        </FormDialog>
      )}
    </div>
  )
}
