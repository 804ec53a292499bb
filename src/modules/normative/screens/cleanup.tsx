import { useState } from 'react'
import { Alert, App, Button, Checkbox } from 'antd'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { post, put } from '#ui/console/api.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { ChoiceField, TextAreaField } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { errorWords, reasonWords } from '#ui/console/words.ts'
import { History } from '#modules/administration/screens/history.tsx'
import type { Applied, CleanupUnitView, CleanupView, DecisionBody } from '../contract.ts'
import { cleanupQuery, itemsQuery } from './queries.ts'

const route = getRouteApi('/signed-in/normative/cleanups/$cleanupId')
const DECISIONS = { keep: '继续有效', amend: '修改', repeal: '废止', void: '宣布失效' } as const

export function CleanupScreen() {
  const { cleanupId } = route.useParams()
  const { data: round } = useSuspenseQuery(cleanupQuery(cleanupId))
  const [unitId, setUnitId] = useState(round.progress.length === 1 ? round.progress[0]?.unitId : undefined)
  const unit = round.progress.find((one) => one.unitId === unitId)
  return (
    <>
      <PageHead
        above={
          <Link to="/normative" search={{ tab: 'cleanup' }}>
            规范性文件清理
          </Link>
        }
        title={round.title}
        essentials={`${round.unit} · 期限 ${round.dueOn} · ${round.closedOn ? `已完成 ${round.closedOn}` : '进行中'}`}
      />
      <DetailLayout
        sideLabel="办理"
        main={
          <>
            {round.progress.length > 1 && (
              <Section title={`各单位进度（${round.confirmed} / ${round.units} 已确认）`}>
                <ListTable
                  caption="各单位进度"
                  rows={round.progress}
                  rowKey={(one) => one.unitId}
                  columns={[
                    {
                      title: '单位',
                      cell: (one) => (
                        <Button type="link" size="small" onClick={() => setUnitId(one.unitId)}>
                          {one.name}
                        </Button>
                      ),
                    },
                    { title: '意见', cell: (one) => `${one.decided} / ${one.documents}`, align: 'right' },
                    { title: '确认', cell: (one) => one.confirmedOn ?? '', width: 'date' },
                    { title: '时限', cell: (one) => <Light light={one.light} />, width: 'narrow' },
                  ]}
                />
              </Section>
            )}
            {unit && <UnitItems key={unit.unitId} round={round} unit={unit} />}
            <History subject={`cleanup:${round.id}`} />
          </>
        }
        side={
          <>
            <Lead round={round} />
            <Section title="情况">
              <Facts
                facts={[
                  ['依据', round.basis],
                  ['文件', `${round.decided} / ${round.documents} 件有意见`],
                  ['说明', round.closingNote],
                  [
                    '公开结果',
                    round.closedOn && (
                      <a
                        key="result"
                        href={`/normative/cleanups/${round.id}`}
                        target="_blank"
                        rel="noreferrer"
                      >
                        /normative/cleanups/{round.id}
                      </a>
                    ),
                  ],
                ]}
              />
            </Section>
          </>
        }
      />
    </>
  )
}

/** One unit's list: say something of several at once. */
function UnitItems({ round, unit }: { readonly round: CleanupView; readonly unit: CleanupUnitView }) {
  const { data: items = [] } = useQuery(itemsQuery(round.id, unit.unitId))
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [deciding, setDeciding] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['cleanups'] })
  const decide = async (values: Pick<DecisionBody, 'decision' | 'reason'>) => {
    await put(`/cleanups/${round.id}/units/${unit.unitId}/decisions`, { ...values, documentIds: [...chosen] })
    setDeciding(false)
    setChosen([])
    message.success('已记下')
    await refresh()
  }
  const confirm = () =>
    modal.confirm({
      title: `确认${unit.name}的清理结果？`,
      content: `共 ${unit.documents} 件。确认后不能再改。`,
      okText: '确认',
      cancelText: '取消',
      onOk: async () => {
        try {
          await post(`/cleanups/${round.id}/confirmations`, { unitId: unit.unitId })
          message.success('已确认')
          await refresh()
        } catch (error) {
          message.error(errorWords(error))
        }
      },
    })
  const all = items.map((item) => item.documentId)
  return (
    <Section title={`${unit.name}（${unit.decided} / ${unit.documents}）`}>
      {unit.mayDecide && (
        <p className="side-actions">
          <Checkbox
            checked={chosen.length > 0 && chosen.length === all.length}
            indeterminate={chosen.length > 0 && chosen.length < all.length}
            onChange={(event) => setChosen(event.target.checked ? all : [])}
          >
            全选
          </Checkbox>
          <Button type="primary" disabled={chosen.length === 0} onClick={() => setDeciding(true)}>
            提出意见（{chosen.length} 件）
          </Button>
        </p>
      )}
      <ListTable
        caption="清理目录"
        rows={items}
        rowKey={(item) => item.documentId}
        columns={[
          {
            title: '文件',
            width: 'wide',
            cell: (item) => (
              <>
                {unit.mayDecide && (
                  <Checkbox
                    aria-label={`选择 ${item.title}`}
                    checked={chosen.includes(item.documentId)}
                    onChange={(event) =>
                      setChosen(
                        event.target.checked
                          ? [...chosen, item.documentId]
                          : chosen.filter((id) => id !== item.documentId),
                      )
                    }
                  />
                )}{' '}
                <Link to="/documents/$documentId" params={{ documentId: item.documentId }}>
                  {item.title}
                </Link>
              </>
            ),
          },
          { title: '文号', width: 'narrow', cell: (item) => item.documentNumber ?? '' },
          { title: '成文', width: 'date', cell: (item) => item.writtenOn ?? '' },
          {
            title: '意见',
            cell: (item) =>
              item.decision === null
                ? '—'
                : [DECISIONS[item.decision], item.reason, item.appliedOn && `已办理 ${item.appliedOn}`]
                    .filter(Boolean)
                    .join('；'),
          },
        ]}
      />
      {unit.mayConfirm && (
        <Button type="primary" onClick={() => void confirm()}>
          确认本单位结果
        </Button>
      )}
      {deciding && (
        <FormDialog<Pick<DecisionBody, 'decision' | 'reason'>>
          name="cleanup-decision"
          title={`对 ${chosen.length} 件文件的意见`}
          submitLabel="记下"
          initialValues={{ decision: 'keep', reason: '' }}
          onClose={() => setDeciding(false)}
          onSubmit={decide}
        >
          <ChoiceField
            name="decision"
            label="意见"
            required
            options={Object.entries(DECISIONS).map(([value, label]) => ({ value, label }))}
          />
          <TextAreaField name="reason" label="理由" rows={2} maxLength={500} hint="继续有效的可以不写" />
        </FormDialog>
      )}
    </Section>
  )
}

/** What the officer who leads the round may do. */
function Lead({ round }: { readonly round: CleanupView }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [closing, setClosing] = useState(false)
  const [applied, setApplied] = useState<Applied>()
  if (!round.mayLead) return null
  const refresh = () => client.invalidateQueries({ queryKey: ['cleanups'] })
  const close = async ({ note }: { note: string }) => {
    await post(`/cleanups/${round.id}/closings`, { note })
    setClosing(false)
    message.success('清理已完成，结果已公开')
    await refresh()
  }
  const apply = async () => {
    try {
      setApplied(await post<Applied>(`/cleanups/${round.id}/applications`))
      await refresh()
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  return (
    <Section title="可以做的">
      <div className="side-actions">
        {round.closedOn === null && <Button onClick={() => setClosing(true)}>完成清理并公开结果</Button>}
        {round.closedOn !== null && round.toApply > 0 && (
          <Button type="primary" onClick={() => void apply()}>
            办理废止和失效（{round.toApply} 件）
          </Button>
        )}
      </div>
      {applied && (
        <Alert
          type={applied.failed.length === 0 ? 'success' : 'warning'}
          showIcon
          title={`已终止 ${applied.ended} 件`}
          description={
            applied.failed.length === 0 ? undefined : (
              <ul>
                {applied.failed.map((one) => (
                  <li key={one.title}>
                    {one.title}：{reasonWords(one.reasons)}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
      {closing && (
        <FormDialog<{ note: string }>
          name="close-cleanup"
          title="完成清理"
          submitLabel="完成并公开"
          intro={
            <p>
              已确认 {round.confirmed} / {round.units} 个单位。决定废止和宣布失效的，完成以后由您逐批办理。
            </p>
          }
          initialValues={{ note: '' }}
          onClose={() => setClosing(false)}
          onSubmit={close}
        >
          <TextAreaField
            name="note"
            label="说明"
            rows={3}
            maxLength={500}
            hint="还有单位没有确认的，必须写明"
          />
        </FormDialog>
      )}
    </Section>
  )
}
