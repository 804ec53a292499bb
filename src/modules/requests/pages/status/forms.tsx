import { ErrorSummary, FieldGroup, RadioGroup, SubmitButton, TextArea, TextField } from '#ui/portal/index.ts'
import type { FieldError } from '#ui/portal/index.ts'
import { satisfactionLabels } from '../../words.ts'

/** A form of the status page that came back, or a fresh one. */
export interface FormState {
  readonly ticket: string
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

const fieldOf =
  ({ values, errors }: FormState) =>
  (name: string) => ({
    name,
    value: values[name] ?? '',
    error: errors.find((one) => one.field === name)?.message,
  })

/** 第三十条: what is corrected takes the place of what was asked for. */
export function CorrectionForm(state: FormState) {
  const field = fieldOf(state)
  return (
    <section id="correction">
      <ErrorSummary errors={state.errors} />
      <form className="stacked" method="post" action="/requests/status/correction" noValidate>
        <input type="hidden" name="ticket" value={state.ticket} />
        <FieldGroup title="在线补正">
          <p className="hint">下面是您原来填写的内容，请按要求修改。</p>
          <TextField {...field('wantedTitle')} label="信息名称" required={false} />
          <TextField {...field('wantedNumber')} label="文号" required={false} width="short" />
          <TextArea {...field('description')} label="其他特征描述" required={false} />
          <TextArea {...field('reply')} label="补正说明" hint="写明补正了什么，或者为什么不能补正。" />
        </FieldGroup>
        <SubmitButton>提交补正</SubmitButton>
      </form>
    </section>
  )
}

/** The first step of taking a request back; nothing happens yet. */
export function WithdrawalLink({ ticket }: { ticket: string }) {
  return (
    <section>
      <h2>撤回申请</h2>
      <p>不再需要这些信息的，可以撤回。</p>
      <form method="post" action="/requests/status/withdrawal">
        <input type="hidden" name="ticket" value={ticket} />
        <button type="submit" className="quiet">
          撤回申请…
        </button>
      </form>
    </section>
  )
}

/** The second step: what it means, and words of one's own. */
export function WithdrawalForm({ number, ...state }: FormState & { number: string }) {
  return (
    <>
      <div className="page-head">
        <h1>撤回申请 {number}</h1>
        <p className="lead">撤回以后，受理机关不再处理这件申请，不能恢复；以后仍然需要的，要重新申请。</p>
      </div>
      <ErrorSummary errors={state.errors} />
      <form className="stacked" method="post" action="/requests/status/withdrawal" noValidate>
        <input type="hidden" name="ticket" value={state.ticket} />
        <input type="hidden" name="confirmed" value="1" />
        <TextArea {...fieldOf(state)('words')} label="撤回说明" hint="例如：已经从其他渠道得到。" rows={3} />
        <SubmitButton>确认撤回</SubmitButton>
      </form>
      <form method="post" action="/requests/status/case">
        <input type="hidden" name="ticket" value={state.ticket} />
        <button type="submit" className="quiet">
          不撤回，返回进度
        </button>
      </form>
    </>
  )
}

export function PollForm(state: FormState) {
  const field = fieldOf(state)
  return (
    <section id="poll">
      <ErrorSummary errors={state.errors} />
      <form className="stacked" method="post" action="/requests/status/poll" noValidate>
        <input type="hidden" name="ticket" value={state.ticket} />
        <FieldGroup title="您对这次办理满意吗">
          <p className="hint">只能评价一次。评价不影响您的权利，也不代替行政复议和行政诉讼。</p>
          <RadioGroup
            {...field('satisfied')}
            label="总体评价"
            options={Object.entries(satisfactionLabels).map(([value, label]) => ({ value, label }))}
          />
          <TextArea {...field('words')} label="意见和建议" required={false} rows={3} />
        </FieldGroup>
        <SubmitButton>提交评价</SubmitButton>
      </form>
    </section>
  )
}
