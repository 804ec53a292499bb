import { useState } from 'react'
import { App, Button } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { put } from '#ui/console/api.ts'
import { Section } from '#ui/console/detail.tsx'
import { Select } from '#ui/console/form.tsx'
import { Problem } from '#ui/console/states.tsx'
import { errorWords } from '#ui/console/words.ts'
import { roleWord, roleWords, type RoleName } from '#modules/administration/screens/words.ts'
import { chainQuery } from './queries.ts'

const SIGNERS: readonly RoleName[] = ['section_head', 'unit_leader', 'disclosure_officer', 'secrecy_reviewer']
const BEGINNING = ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer']

/** The steps of a unit's review, in order. */
export function ChainSection({ unitId }: { readonly unitId: number }) {
  const { data: chain } = useQuery(chainQuery(unitId))
  if (chain === undefined) return <Section title="审核流程">{null}</Section>
  return (
    <Section title="审核流程" note="承办人提交后依次签署；必须包含保密审查。正在审核的文档仍按原流程办理。">
      {chain === null && <p className="quiet">您看不到现行流程；保存后以新流程为准。</p>}
      <ChainEditor key={String(chain)} unitId={unitId} saved={chain ?? BEGINNING} known={chain !== null} />
    </Section>
  )
}

function ChainEditor({
  unitId,
  saved,
  known,
}: {
  readonly unitId: number
  readonly saved: readonly string[]
  readonly known: boolean
}) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [steps, setSteps] = useState(saved)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const swap = (at: number, other: number) =>
    setSteps(
      steps.map((step, index) =>
        index === at ? (steps[other] ?? step) : index === other ? (steps[at] ?? step) : step,
      ),
    )
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { steps: kept } = await put<{ steps: readonly string[] }>(`/units/${unitId}/review-chain`, {
        steps,
      })
      message.success('审核流程已保存')
      client.setQueryData(chainQuery(unitId).queryKey, kept)
    } catch (error) {
      setProblem(errorWords(error))
    } finally {
      setBusy(false)
    }
  }
  const changed = !known || steps.join() !== saved.join()
  return (
    <>
      {problem !== undefined && <Problem>{problem}</Problem>}
      <ol className="chain" aria-label="审核环节">
        {steps.map((step, index) => (
          <li key={index}>
            <span className="chain-step">
              {index + 1}. {roleWord(step)}
            </span>
            {index > 0 && (
              <>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={`上移 ${roleWord(step)}`}
                  disabled={index === 1}
                  onClick={() => swap(index, index - 1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={`下移 ${roleWord(step)}`}
                  disabled={index === steps.length - 1}
                  onClick={() => swap(index, index + 1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={`删除环节 ${roleWord(step)}`}
                  onClick={() => setSteps(steps.filter((_, other) => other !== index))}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      <div className="filters">
        {steps.length < 6 && (
          <Select
            label="增加环节"
            placeholder="增加环节"
            value=""
            options={SIGNERS.map((role) => ({ value: role, label: roleWords[role] }))}
            onChange={(role) => role !== '' && setSteps([...steps, role])}
          />
        )}
        <Button type="primary" disabled={!changed} loading={busy} onClick={() => void save()}>
          保存流程
        </Button>
      </div>
    </>
  )
}
