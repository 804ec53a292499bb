import { useState } from 'react'
import { Button, Progress } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { today } from '#ui/console/dates.ts'
import { Dialog, FormDialog } from '#ui/console/dialog.tsx'
import { DateField } from '#ui/console/form.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useMay } from '#modules/administration/screens/session.ts'
import type { RequestSummary } from '../contract/list.ts'

interface Failed {
  readonly row: RequestSummary
  readonly why: string
}

/** One step that is taken with each of the picked requests, one after the other. */
interface BulkStep {
  readonly label: string
  readonly path: string
  readonly fits: (row: RequestSummary) => boolean
  readonly intro: string
  readonly day?: { readonly name: string; readonly label: string }
}

const STEPS: readonly BulkStep[] = [
  {
    label: '登记',
    path: 'registrations',
    fits: (row) => row.state === 'submitted',
    intro: '以双方确认之日为收到申请之日（第三十一条），答复期限从次日起算。申请人会逐件收到通知。',
    day: { name: 'confirmedOn', label: '与申请人确认的日期' },
  },
  {
    label: '归档',
    path: 'closures',
    fits: (row) => row.state === 'delivered' || row.state === 'ended',
    intro: '归档以后不再办理；需要重新答复的仍可重新办理。',
  },
]

/** For the bar of picked rows: what can be done with those of them that it fits. */
export function BulkSteps(props: {
  readonly picked: readonly RequestSummary[]
  readonly onDone: () => void
}) {
  const may = useMay()
  const [open, setOpen] = useState<{ step: BulkStep; rows: readonly RequestSummary[] }>()
  if (!may('requests.handle')) return null
  return (
    <>
      {STEPS.map((step) => {
        const rows = props.picked.filter(step.fits)
        return (
          rows.length > 0 && (
            <Button key={step.path} size="small" onClick={() => setOpen({ step, rows })}>
              {step.label} {rows.length} 件
            </Button>
          )
        )
      })}
      {open && (
        <BulkDialog
          {...open}
          onClose={(any) => {
            setOpen(undefined)
            if (any) props.onDone()
          }}
        />
      )}
    </>
  )
}

function BulkDialog({
  step,
  rows,
  onClose,
}: {
  readonly step: BulkStep
  readonly rows: readonly RequestSummary[]
  readonly onClose: (any: boolean) => void
}) {
  const client = useQueryClient()
  const [done, setDone] = useState(0)
  const [result, setResult] = useState<readonly Failed[]>()
  const run = async (body: object) => {
    const failed: Failed[] = []
    for (const [index, row] of rows.entries()) {
      try {
        await post(`/requests/${row.id}/${step.path}`, body)
      } catch (error) {
        failed.push({ row, why: errorWords(error) })
      }
      setDone(index + 1)
    }
    await Promise.all(
      ['requests', 'request', 'desk'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
    setResult(failed)
  }
  if (result)
    return (
      <Dialog title={`${step.label}的结果`} onClose={() => onClose(true)}>
        <p role="status">
          已{step.label} {rows.length - result.length} 件
          {result.length > 0 && `，${result.length} 件没有完成：`}
        </p>
        <ul className="plain">
          {result.map(({ row, why }) => (
            <li key={row.id}>
              <Link to="/requests/$requestId" params={{ requestId: row.id }}>
                {row.number}
              </Link>{' '}
              {why}
            </li>
          ))}
        </ul>
        <div className="form-actions">
          <Button type="primary" onClick={() => onClose(true)}>
            知道了
          </Button>
        </div>
      </Dialog>
    )
  return (
    <FormDialog<Record<string, string>>
      name={`bulk-${step.path}`}
      title={`${step.label} ${rows.length} 件`}
      submitLabel={step.label}
      intro={<p>{step.intro}</p>}
      initialValues={step.day ? { [step.day.name]: today() } : {}}
      onClose={() => onClose(done > 0)}
      onSubmit={(values) => run(values)}
    >
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            {row.number} <span className="quiet">{row.wanted}</span>
          </li>
        ))}
      </ul>
      {step.day && <DateField {...step.day} required max={today()} />}
      {done > 0 && <Progress percent={Math.round((done / rows.length) * 100)} showInfo={false} />}
    </FormDialog>
  )
}
