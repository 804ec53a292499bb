import { useState } from 'react'
import { App, Button } from 'antd'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { post } from '#ui/console/api.ts'
import { PageHead, Section } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { ListTable } from '#ui/console/list.tsx'
import { EmptyState } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import { useMyUnits } from '#modules/administration/screens/session.ts'
import type { DeputyView, LoadRow } from '../contract.ts'
import { DeputyDialog, HandoverDialog } from './hand-over.tsx'
import { OpenCases } from './open-cases.tsx'
import { deputiesQuery, kindsQuery, loadQuery, readLoadSearch, useDo } from './queries.ts'

const route = getRouteApi('/signed-in/casework/load')

/** 分派: who has how much, handing over, standing in. */
export function LoadScreen() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const units = useMyUnits()
  const { data: kinds } = useSuspenseQuery(kindsQuery)
  const kind = kinds.find((one) => one.name === search.kind) ?? kinds[0]
  const unit = units.find((one) => one.id === search.unitId) ?? units[0]
  const go = (change: Record<string, unknown>) =>
    void navigate({ to: '/casework/load', search: readLoadSearch({ ...search, ...change }) })
  if (!kind || !unit) return <EmptyState title="没有可以分派的办件" />
  return (
    <>
      <PageHead title="分派" essentials={`${unit.name} · ${kind.label}`} />
      <div className="filters">
        {kinds.length > 1 && (
          <Select
            label="办件种类"
            value={kind.name}
            options={kinds.map((one) => ({ value: one.name, label: one.label }))}
            onChange={(name) => go({ kind: name })}
          />
        )}
        {units.length > 1 && (
          <Select
            label="机构"
            value={unit.id}
            options={units.map((one) => ({ value: one.id, label: one.shortName }))}
            onChange={(id) => go({ unitId: Number(id) })}
          />
        )}
      </div>
      <Load kind={kind.name} unitId={unit.id} onPerson={(staffId) => go({ staffId, page: undefined })} />
      <OpenCases kind={kind} unitId={unit.id} search={search} onChange={go} />
      <Deputies unitId={unit.id} />
    </>
  )
}

function Load(props: {
  readonly kind: string
  readonly unitId: number
  readonly onPerson: (staffId: number) => void
}) {
  const { kind, unitId, onPerson } = props
  const { data: load } = useSuspenseQuery(loadQuery(kind, unitId))
  const [moved, setMoved] = useState<LoadRow>()
  const [absent, setAbsent] = useState<LoadRow>()
  if (load.rows.length === 0) return <EmptyState title="本单位还没有可以承办的人员" />
  return (
    <>
      <ListTable
        caption="每个人手上的办件"
        rows={load.rows}
        rowKey={(row) => row.person?.id ?? 0}
        columns={[
          { title: '承办人', width: 'wide', cell: (row) => <Who row={row} /> },
          {
            title: '在办',
            align: 'right',
            cell: (row) => (
              <Button
                size="small"
                type="link"
                className="count-link"
                aria-label={`${row.open}：查看${row.person?.name ?? '尚未分派'}的在办办件`}
                onClick={() => onPerson(row.person?.id ?? 0)}
              >
                {row.open}
              </Button>
            ),
          },
          { title: '今天到期', align: 'right', cell: (row) => row.dueToday },
          { title: '▲ 提醒', align: 'right', cell: (row) => row.yellow },
          { title: '■ 超期', align: 'right', cell: (row) => row.red },
          { title: '其中代办', align: 'right', cell: (row) => row.deputising },
          {
            title: '办理',
            cell: (row) =>
              row.person && (
                <>
                  <Button
                    size="small"
                    type="link"
                    aria-label={`移交全部：${row.person.name}的办件`}
                    onClick={() => setMoved(row)}
                  >
                    移交全部
                  </Button>{' '}
                  <Button
                    size="small"
                    type="link"
                    aria-label={`安排代办：${row.person.name}`}
                    onClick={() => setAbsent(row)}
                  >
                    安排代办
                  </Button>
                </>
              ),
          },
        ]}
      />
      {moved?.person && (
        <HandoverDialog from={moved.person} rows={load.rows} onClose={() => setMoved(undefined)} />
      )}
      {absent?.person && (
        <DeputyDialog from={absent.person} rows={load.rows} onClose={() => setAbsent(undefined)} />
      )}
    </>
  )
}

function Who({ row }: { readonly row: LoadRow }) {
  if (row.person === null) return <strong>尚未分派</strong>
  return (
    <>
      {row.person.name}
      {row.deputy && <div className="under">不在岗，由{row.deputy.name}代办</div>}
      {!row.mayHandle && <div className="under">现在没有承办权限</div>}
    </>
  )
}

function Deputies({ unitId }: { readonly unitId: number }) {
  const { data: deputies } = useSuspenseQuery(deputiesQuery(unitId))
  return (
    <Section title="代办">
      {deputies.length === 0 ? (
        <p className="quiet">现在没有人请人代办</p>
      ) : (
        <ListTable
          caption="代办安排"
          rows={deputies}
          rowKey={(deputy) => deputy.id}
          columns={[
            { title: '不在岗', cell: (deputy) => deputy.from.name },
            { title: '代办人', cell: (deputy) => deputy.to.name },
            { title: '自', width: 'date', cell: (deputy) => deputy.fromOn },
            { title: '至', width: 'date', cell: (deputy) => deputy.toOn ?? '另行结束' },
            { title: '原因', cell: (deputy) => deputy.reason },
            { title: '办理', cell: (deputy) => <EndButton deputy={deputy} /> },
          ]}
        />
      )}
    </Section>
  )
}

function EndButton({ deputy }: { readonly deputy: DeputyView }) {
  const run = useDo()
  const { message, modal } = App.useApp()
  const word = deputy.running ? '结束' : '取消'
  const ask = () =>
    void modal.confirm({
      title: deputy.running ? '结束代办？' : '取消代办？',
      content: `${deputy.from.name}的办件今天起仍由本人承办。`,
      okText: deputy.running ? '结束代办' : '取消代办',
      cancelText: '返回',
      onOk: () =>
        run('代办已结束', () => post(`/casework/deputies/${deputy.id}/endings`)).catch((error: unknown) =>
          message.error(errorWords(error)),
        ),
    })
  return (
    <Button size="small" type="link" aria-label={`${word}：${deputy.from.name}的代办`} onClick={ask}>
      {word}
    </Button>
  )
}
