import { defineRegister, registerPermissions, type Field } from '#kernel/registers/index.ts'

const party: Field = {
  name: 'party',
  label: '行政相对人名称',
  kind: { type: 'text', maxLength: 200 },
  required: true,
}
const creditCode: Field = {
  name: 'creditCode',
  label: '统一社会信用代码',
  kind: { type: 'text', maxLength: 18, check: 'credit_code' },
  required: false,
}

function documentNumber(label: string): Field {
  return { name: 'documentNumber', label, kind: { type: 'text', maxLength: 100 }, required: true }
}

function content(label: string): Field {
  return { name: 'content', label, kind: { type: 'text', maxLength: 2000 }, required: true }
}

/** What a unit decides and charges under its powers, as the annual report counts it. */
export const registers = {
  permits: defineRegister({
    name: 'powers.permits',
    label: '行政许可',
    cites: '政府信息公开条例（2019）第二十条第（五）项；行政许可法 第四十条',
    dateLabel: '决定日期',
    fields: [party, creditCode, documentNumber('行政许可决定文书号'), content('许可内容')],
    enter: registerPermissions.enter,
  }),
  penalties: defineRegister({
    name: 'powers.penalties',
    label: '行政处罚',
    cites: '政府信息公开条例（2019）第二十条第（六）项；行政处罚法 第四十八条',
    dateLabel: '决定日期',
    fields: [
      party,
      creditCode,
      documentNumber('行政处罚决定书文号'),
      {
        name: 'kind',
        label: '处罚类别',
        // 行政处罚法（2021）第九条, in its order.
        kind: {
          type: 'choice',
          choices: {
            warning: '警告、通报批评',
            fine: '罚款、没收违法所得、没收非法财物',
            licence: '暂扣许可证件、降低资质等级、吊销许可证件',
            business: '限制开展生产经营活动、责令停产停业、责令关闭、限制从业',
            detention: '行政拘留',
            other: '法律、行政法规规定的其他行政处罚',
          },
        },
        required: true,
      },
      content('处罚内容'),
    ],
    enter: registerPermissions.enter,
  }),
  coercions: defineRegister({
    name: 'powers.coercions',
    label: '行政强制',
    cites: '政府信息公开条例（2019）第二十条第（六）项',
    dateLabel: '决定日期',
    fields: [party, creditCode, documentNumber('行政强制决定书文号'), content('强制内容')],
    enter: registerPermissions.enter,
  }),
  fees: defineRegister({
    name: 'powers.fees',
    label: '行政事业性收费',
    cites: '政府信息公开条例（2019）第二十条第（八）项',
    dateLabel: '收费日期',
    fields: [
      { name: 'item', label: '收费项目', kind: { type: 'text', maxLength: 200 }, required: true },
      { name: 'amountFen', label: '收费金额（元）', kind: { type: 'money' }, required: true },
    ],
    enter: registerPermissions.enter,
  }),
} as const
