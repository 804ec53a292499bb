import { defineCaseKind, type CaseStep } from '#kernel/cases/index.ts'
import type { Waits } from '../contract/list.ts'
import { replyClock } from './clocks.ts'
import { outcomes } from './outcomes.ts'
import { permissions } from './permissions.ts'

const R = '政府信息公开条例'
const SUBJECT = 'request:'
const { handle, sign } = permissions

const step = (
  name: string,
  label: string,
  from: readonly string[],
  to: string,
  cites: string,
  permission: CaseStep['permission'] | null = handle,
): CaseStep => ({ name, label, from, to, cites, ...(permission ? { permission } : {}) })

/** The states in which the limit runs or stands still: the request waits for its answer. */
export const UNDER_WAY = [
  'registered',
  'correcting',
  'explaining',
  'consulting',
  'charged',
  'proposed',
] as const

/** For whom a request waits in which states; in the others for nobody. */
export const WAITING: Readonly<Record<Waits, readonly string[]>> = {
  us: ['submitted', 'registered', 'answered', 'redoing', 'redo_answered'],
  applicant: ['correcting', 'explaining', 'charged'],
  others: ['consulting'],
  signature: ['proposed', 'redo_proposed'],
}

/** The procedure as a transition table: who may take which step from where to where, by which article. */
export const disclosureRequest = defineCaseKind({
  name: 'requests.disclosure',
  label: '政府信息公开申请',
  cites: `${R} 第二十九条至第四十五条`,
  readBy: permissions.read,
  handledBy: handle,
  subjectPrefix: SUBJECT,
  clock: replyClock.name,
  page: '/requests',
  prefix: 'YSQ',
  initial: ['submitted', 'registered'],
  states: {
    submitted: { label: '待登记' },
    discarded: { label: '不予登记', final: true },
    registered: { label: '办理中' },
    correcting: { label: '待补正' },
    explaining: { label: '待说明理由' },
    consulting: { label: '征求意见中' },
    charged: { label: '待缴费' },
    proposed: { label: '待审签' },
    answered: { label: '已答复待送达' },
    ended: { label: '已终止' },
    delivered: { label: '已送达' },
    redoing: { label: '重新办理中' },
    redo_proposed: { label: '重新答复待审签' },
    redo_answered: { label: '重新答复待送达' },
    closed: { label: '已归档' },
  },
  steps: [
    step('register', '登记', ['submitted'], 'registered', `${R} 第三十一条`),
    step('transfer', '转交受理机关', ['submitted'], 'submitted', `${R} 第十条`),
    step('discard', '不予登记', ['submitted'], 'discarded', `${R} 第二十九条`, sign),

    step('ask_correction', '通知补正', ['registered'], 'correcting', `${R} 第三十条`),
    step('receive_correction', '收到补正', ['correcting'], 'registered', `${R} 第三十条`),
    step('abandon', '逾期不补正，终止', ['correcting'], 'ended', `${R} 第三十条`),

    step('ask_reasons', '要求说明理由', ['registered'], 'explaining', `${R} 第三十五条`),
    step('receive_reasons', '收到理由', ['explaining'], 'registered', `${R} 第三十五条`),
    step('pass_reasons', '逾期未说明理由', ['explaining'], 'registered', `${R} 第三十五条`),
    step('delay', '告知延迟答复', ['registered'], 'registered', `${R} 第三十五条`, sign),

    step('consult', '征求意见', ['registered', 'consulting'], 'consulting', `${R} 第三十二条、第三十四条`),
    step('record_opinion', '登记意见', ['consulting'], 'consulting', `${R} 第三十二条、第三十四条`),
    step('end_consultation', '征求意见结束', ['consulting'], 'registered', `${R} 第三十二条、第三十四条`),

    step('extend', '延长答复期限', ['registered'], 'registered', `${R} 第三十三条`, sign),
    step('extend_consulting', '延长答复期限', ['consulting'], 'consulting', `${R} 第三十三条`, sign),

    step('charge', '通知缴费', ['registered'], 'charged', '国办函〔2020〕109号'),
    step('pay', '收到费用', ['charged'], 'registered', '国办函〔2020〕109号'),
    step('lapse', '逾期未缴费，终止', ['charged'], 'ended', '国办函〔2020〕109号'),

    step('answer_at_once', '当场答复', ['registered'], 'delivered', `${R} 第三十三条`),
    step('propose', '拟答复', ['registered'], 'proposed', `${R} 第三十六条`),
    step('return', '退回修改', ['proposed'], 'registered', `${R} 第三十六条`, sign),
    step('sign', '审签', ['proposed'], 'answered', `${R} 第三十六条`, sign),
    step('deliver', '送达', ['answered'], 'delivered', '国办公开办函〔2016〕235号'),

    step('withdraw', '申请人撤回', [...UNDER_WAY], 'ended', '国办公开办函〔2021〕30号'),

    step('redo', '重新办理', ['delivered', 'closed', 'ended'], 'redoing', `${R} 第五十一条`, sign),
    step('propose_redo', '拟重新答复', ['redoing'], 'redo_proposed', `${R} 第三十六条`),
    step('return_redo', '退回修改', ['redo_proposed'], 'redoing', `${R} 第三十六条`, sign),
    step('sign_redo', '审签', ['redo_proposed'], 'redo_answered', `${R} 第三十六条`, sign),
    step('deliver_redo', '送达', ['redo_answered'], 'delivered', '国办公开办函〔2016〕235号'),

    step('correct_outcome', '更正办理结果', ['delivered'], 'delivered', '国办公开办函〔2021〕30号', sign),
    step('correct_closed', '更正办理结果', ['closed'], 'closed', '国办公开办函〔2021〕30号', sign),
    step('close', '归档', ['delivered', 'ended'], 'closed', `${R} 第四十五条`),
  ],
  outcomes,
})

/** A request as clocks and the ledger name it. */
export const subjectOf = (id: number) => `${SUBJECT}${id}`

/** The limit of a new answer that was ordered, one for each round. */
export const redoSubject = (subject: string, round: number) => `${subject}/${round}`
