import { defineTemplate, type Field, type Template } from '#kernel/papers/index.ts'

const field = (name: string, label: string, sample: string): Field => ({ name, label, sample })

/** What every letter on a request may say. */
const ALWAYS: readonly Field[] = [
  field('applicant', '申请人', '张某某'),
  field('number', '登记编号', 'YSQ-2026-00012'),
  field('receivedOn', '收到申请之日', '2026年3月2日'),
  field('wanted', '所申请的信息', '2025年度城区道路清扫保洁经费的使用情况'),
  field('unit', '本机关名称', '云岚市城市管理局'),
  field('phone', '联系电话', '0999-5550101'),
  field('statusAddress', '查询网址', 'https://www.yunlan.example/requests/status'),
]

/** What some letters say. */
const SOMETIMES: readonly Field[] = [
  field('reason', '理由', '此处写明事实和理由。'),
  field('ground', '法律依据', '根据《中华人民共和国政府信息公开条例》第某条'),
  field(
    'remedy',
    '救济途径',
    '如对本答复不服，可以自知道本答复之日起六十日内申请行政复议，或者自知道本答复之日起六个月内向人民法院提起行政诉讼。',
  ),
  field('content', '具体内容', '此处写明具体内容。'),
  field('where', '方式和途径', '此处写明方式和途径。'),
  field('rightUnit', '负责公开的机关', '云岚市财政局（联系电话：0999-5550102）'),
  field('law', '有关法律、行政法规', '《某某法》第二十条'),
  field('retrieval', '检索情况', '此处写明检索的范围、方法和结果。'),
  field('earlier', '前次答复', '2026年1月9日作出的“云城管公开复〔2026〕3号”答复书'),
  field('dueOn', '截止日期', '2026年3月30日'),
  field('days', '工作日数', '15'),
  field('amount', '金额', '2,000元'),
  field('payBy', '缴费截止日期', '2026年4月14日'),
  field('onDay', '有关日期', '2026年3月9日'),
]

interface Kind {
  readonly name: string
  readonly label: string
  readonly title?: string
  readonly cites: string
  readonly must: readonly string[]
  /** Paragraphs. */
  readonly body: readonly string[]
}

/** A field is offered where the letter has a use for it. */
export function letter({ name, label, title = label, cites, must, body }: Kind): Template {
  const text = body.join('\n')
  const used = SOMETIMES.filter((one) => text.includes(`{{${one.name}}}`))
  return defineTemplate({
    name: `requests.${name}`,
    label,
    title,
    cites,
    fields: [...ALWAYS, ...used],
    mustContain: must,
    body: text,
  })
}

export const REGULATION = '《中华人民共和国政府信息公开条例》'
export const article = (...numbers: readonly string[]) =>
  `政府信息公开条例 ${numbers.map((number) => `第${number}`).join('、')}`

/** How most letters to an applicant begin. */
export const TAKEN_IN =
  '本机关于{{receivedOn}}收到您（贵单位）提出的政府信息公开申请（登记编号：{{number}}），申请公开“{{wanted}}”。'
