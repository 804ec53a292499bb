import { useState } from 'react'
import { today } from '#ui/console/dates.ts'
import { FormDialog } from '#ui/console/dialog.tsx'
import {
  ChoiceField,
  DateField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/console/form.tsx'
import type { DecisionBody, InstanceView, RedoOrder } from '../contract.ts'
import { useStep, type StepProps } from './steps.tsx'
import { dayKindWords, decideTitles, kindTerms, measureWords, optionsOf } from './words.ts'

interface Asked {
  readonly result: string
  readonly decidedOn: DecisionBody['decidedOn']
  readonly servedOn: DecisionBody['servedOn']
  readonly decisionNumber?: string
  readonly note?: string
  readonly measure?: string
  readonly redo: 'yes' | 'no'
  readonly redoFrom?: RedoOrder['from']
  readonly redoDays?: string | number
  readonly redoDayKind: RedoOrder['dayKind']
  readonly reason?: string
}

/** What the organ decided; or, where that was entered wrongly, what it really decided and why it stood otherwise. */
export function DecisionDialog({
  correcting,
  ...props
}: StepProps & {
  /** The instance that is put right; without one the result of the latest is entered. */
  readonly correcting?: InstanceView | undefined
}) {
  const { remedy } = props
  const take = useStep(props, correcting ? '已更正，原来的结果仍可查看' : '已登记')
  const initial = initialOf(correcting)
  const [seen, setSeen] = useState<Partial<Asked>>(initial)
  const results = correcting?.results ?? remedy.results
  const earlier = correcting !== undefined && correcting.position < remedy.instances.length
  const group = results.find((one) => one.code === seen.result)?.group
  const mayRedo = group === 'corrected' || group === 'justified'
  const terms = kindTerms[remedy.kind]
  return (
    <FormDialog<Asked>
      name="decision"
      title={correcting ? `更正${earlier ? correcting.levelLabel : ''}结果` : decideTitles[remedy.kind]}
      submitLabel={correcting ? '更正' : '登记'}
      wide
      intro={
        correcting ? (
          <p>
            只更正录入有误的结果。原来的结果和更正理由一并保留；年报随之重新计算。
            {earlier && '后面审级维持原判的，结果一并改变；重新办理的期限以最后生效的裁判为准。'}
          </p>
        ) : (
          remedy.kind !== 'complaint' && (
            <p>
              结果按对原公开行为的处理填写，年报第四部分据此归类。
              {results.some((one) => one.code.startsWith('stands.')) &&
                '驳回上诉、维持原判或者撤回上诉的，选“原判有效”一组。'}
            </p>
          )
        )
      }
      initialValues={initial}
      onClose={props.onClose}
      onValuesChange={setSeen}
      onSubmit={(asked) => {
        const body = bodyOf(asked, mayRedo, group)
        return correcting
          ? take('corrections', {
              ...body,
              reason: asked.reason ?? '',
              ...(earlier ? { position: correcting.position } : {}),
            })
          : take('decisions', body)
      }}
    >
      <SelectField
        name="result"
        label="结果"
        required
        placeholder="请选择"
        options={results.map(({ code, label, groupLabel }) => ({
          value: code,
          label,
          group: groupLabel,
        }))}
      />
      <div className="fields">
        <DateField name="decidedOn" label={terms.decidedOn} required max={today()} />
        <DateField name="servedOn" label="本机关收到日期" required max={today()} />
      </div>
      <TextField name="decisionNumber" label={terms.decisionNumber} maxLength={100} />
      {group === 'justified' && (
        <SelectField
          name="measure"
          label="处理措施"
          placeholder="没有"
          options={optionsOf(measureWords)}
          hint="条例第五十一条、第五十三条"
        />
      )}
      {mayRedo && (
        <ChoiceField
          name="redo"
          label="是否要求限期重新办理"
          required
          options={[
            { value: 'no', label: '否' },
            { value: 'yes', label: '是' },
          ]}
        />
      )}
      {mayRedo && seen.redo === 'yes' && (
        <div className="fields">
          <DateField name="redoFrom" label="期限自哪天起" required hint="这一天不计入" />
          <NumberField name="redoDays" label="天数" required />
          <ChoiceField name="redoDayKind" label="按" required options={optionsOf(dayKindWords)} />
        </div>
      )}
      <TextAreaField name="note" label="要点" rows={3} maxLength={1000} hint="不写个人信息" />
      {correcting && (
        <TextAreaField
          name="reason"
          label="更正理由"
          required
          rows={2}
          maxLength={500}
          hint="记入操作记录，不写个人信息"
        />
      )}
    </FormDialog>
  )
}

function initialOf(correcting: InstanceView | undefined): Partial<Asked> {
  const decision = correcting?.decision
  const redo = correcting?.redo
  if (!decision)
    return {
      decidedOn: today(),
      servedOn: today(),
      redo: 'no',
      redoFrom: today(),
      redoDayKind: 'working',
    }
  return {
    result: decision.result,
    decidedOn: decision.decidedOn,
    servedOn: decision.servedOn,
    decisionNumber: decision.decisionNumber,
    note: decision.note,
    ...(decision.measure === null ? {} : { measure: decision.measure }),
    redo: redo ? 'yes' : 'no',
    redoFrom: redo?.from ?? decision.servedOn,
    ...(redo ? { redoDays: redo.days } : {}),
    redoDayKind: redo?.dayKind ?? 'working',
  }
}

function bodyOf(asked: Asked, mayRedo: boolean, group: string | undefined): DecisionBody {
  const { redoFrom, redoDays } = asked
  const redo =
    mayRedo && asked.redo === 'yes' && redoFrom !== undefined
      ? { from: redoFrom, days: Number(redoDays), dayKind: asked.redoDayKind }
      : null
  return {
    result: asked.result,
    decidedOn: asked.decidedOn,
    servedOn: asked.servedOn,
    decisionNumber: asked.decisionNumber ?? '',
    note: asked.note ?? '',
    measure: group === 'justified' && asked.measure ? (asked.measure as DecisionBody['measure']) : null,
    redo,
  }
}
