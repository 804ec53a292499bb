import type { Tx } from '#platform/db/connect.ts'
import { formatChinese, type CivilDate } from '#platform/dates.ts'
import type { CaseRow } from '#kernel/cases/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import { tell } from '#modules/messages/index.ts'
import type { RequestServices } from './actions/step.ts'
import { subjectOf } from './kinds/procedure.ts'
import { getApplicant } from './store/intake.ts'

/** What an applicant is told of, besides the letter. */
export interface News {
  readonly what: keyof typeof WORDS
  readonly dueOn?: CivilDate
  readonly unitName?: string
}

interface Known {
  readonly due: string
  readonly unit: string
}

/** What happened, in one sentence; who it is about and what was asked for stays out of the mail. */
const WORDS = {
  submitted: ({ due }: Known) => `已经提交${due === '' ? '，受理机关将与您确认' : `，应当在${due}前答复`}`,
  registered: ({ due }: Known) => `已经登记，应当在${due}前答复`,
  transferred: ({ unit }: Known) => `已经转交${unit}受理`,
  correction_asked: ({ due }: Known) => `需要补正，请在${due}前补正`,
  corrected: ({ due }: Known) => `的补正已经收到，应当在${due}前答复`,
  reasons_asked: ({ due }: Known) => `需要您说明理由，请在${due}前说明`,
  delayed: ({ due }: Known) => `延迟答复，将在${due}前答复`,
  extended: ({ due }: Known) => `延长了答复期限，将在${due}前答复`,
  charged: ({ due }: Known) => `需要缴纳信息处理费，请在${due}前缴纳`,
  paid: ({ due }: Known) => `的费用已经收到，应当在${due}前答复`,
  delivered: () => '已经答复',
  ended: () => '已经终止办理',
  redone: () => '将重新办理',
  rescheduled: ({ due }: Known) => `的答复期限因放假安排有变，应当在${due}前答复`,
} as const

/** Puts the news into the outbox for an applicant who left a mail address or a mobile number. */
export async function tellApplicant(
  tx: Tx,
  ctx: Context,
  services: Pick<RequestServices, 'secrets' | 'publicUrl'>,
  row: Pick<CaseRow, 'id' | 'number' | 'unit_id'>,
  news: News,
): Promise<void> {
  const { email, phone } = await getApplicant(tx, row.id)
  const unit = await getUnit(tx, row.unit_id)
  const due = news.dueOn === undefined ? '' : formatChinese(news.dueOn)
  const happened = WORDS[news.what]({ due, unit: news.unitName ?? '' })
  const sentence = `您向${unit.name}提出的政府信息公开申请（${row.number}）${happened}。`
  const address = `${services.publicUrl}/requests/status`
  await tell(tx, ctx, services, {
    to: { email, phone },
    subject: `政府信息公开申请 ${row.number} 的进展`,
    text: `${sentence}\n\n凭登记编号和查询码查看：${address}\n\n本邮件由系统发出，请不要回复。`,
    short: `${sentence}凭编号和查询码查看：${address}`,
    about: subjectOf(row.id),
    unitId: row.unit_id,
  })
}
