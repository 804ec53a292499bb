import { useState } from 'react'
import { Button, type FormInstance } from 'antd'
import { ApiError, post } from '#ui/console/api.ts'
import { Dialog } from '#ui/console/dialog.tsx'
import { placeIssues } from '#ui/console/form.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import type { AnswerBody } from '../contract/steps.ts'
import type { LetterPreview } from '../contract/steps.ts'

/** Shows the letter that the answer would become, or what it lacks; nothing is sent. */
export function PreviewButton(props: {
  readonly requestId: number
  readonly form: FormInstance
  readonly bodyOf: () => AnswerBody
}) {
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState<{ letter: LetterPreview } | { problem: string }>()
  const preview = async () => {
    setBusy(true)
    props.form.setFields(props.form.getFieldsError().map(({ name }) => ({ name, errors: [] })))
    try {
      setShown({
        letter: await post<LetterPreview>(`/requests/${props.requestId}/answers/preview`, props.bodyOf()),
      })
    } catch (error) {
      // What is at a field of the form is said there.
      const issues = error instanceof ApiError ? error.issues : []
      const problems = issues.length > 0 ? placeIssues(props.form, issues) : [errorWords(error)]
      if (problems.length > 0) setShown({ problem: problems.join('；') })
    }
    setBusy(false)
  }
  return (
    <>
      <Button loading={busy} onClick={() => void preview()}>
        预览答复书
      </Button>
      {shown && (
        <Dialog title="预览答复书" wide onClose={() => setShown(undefined)}>
          {'problem' in shown ? <Problem>{shown.problem}</Problem> : <Letter letter={shown.letter} />}
          <div className="form-actions">
            <Button type="primary" onClick={() => setShown(undefined)}>
              返回修改
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

function Letter({ letter }: { readonly letter: LetterPreview }) {
  return (
    <article className="letter-preview" aria-label="答复书">
      <h3>{letter.title}</h3>
      <p>{letter.recipient}：</p>
      {letter.text.split('\n').map((line, index) => (
        <p key={index}>{line}</p>
      ))}
      <p className="quiet">编号和日期在审签时生成；救济途径以审签当日的法律为准。</p>
    </article>
  )
}
