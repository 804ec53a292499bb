import { defineRegister, registerPermissions, type Field, type Register } from '#kernel/registers/index.ts'

const ARTICLE_23 = '政府信息公开条例（2019）第二十三条'
const ARTICLE_25 = '政府信息公开条例（2019）第二十五条'
const FORM_2014 = '政府信息公开情况统计表（2014—2018年度）二（二）'

const text = (name: string, label: string, maxLength: number, required = false): Field => ({
  name,
  label,
  kind: { type: 'text', maxLength },
  required,
})

const title = text('title', '主题', 200, true)
const link: Field = { name: 'link', label: '网址', kind: { type: 'link' }, required: false }
const document: Field = { name: 'documentId', label: '相关文件', kind: { type: 'document' }, required: false }
const count = (name: string, label: string): Field => ({
  name,
  label,
  kind: { type: 'count' },
  required: false,
})

/** Where a register keeps the outlet by which its rows are counted. */
export const OUTLET = 'outlet'

function outreach(
  name: string,
  label: string,
  cites: string,
  dateLabel: string,
  outletLabel: string,
  fields: readonly Field[],
): Register {
  return defineRegister({
    name: `outreach.${name}`,
    label,
    cites,
    dateLabel,
    fields: [title, text(OUTLET, outletLabel, 100, true), ...fields, link, document],
    enter: registerPermissions.enter,
  })
}

/** How a city speaks to the public beyond its documents, each kind with its own columns. */
export const registers = {
  conferences: outreach('conferences', '新闻发布会', `${ARTICLE_23}；${FORM_2014}1`, '举办日期', '发布平台', [
    text('presenter', '发布人', 200, true),
    {
      name: 'leader',
      label: '主要负责同志参加',
      kind: { type: 'choice', choices: { yes: '是', no: '否' } },
      required: true,
    },
    text('place', '地点', 100),
    count('questions', '回答提问数'),
  ]),
  interviews: outreach('interviews', '在线访谈', `${ARTICLE_23}；${FORM_2014}2`, '访谈日期', '访谈平台', [
    text('guest', '嘉宾', 200, true),
    {
      name: 'leader',
      label: '主要负责同志参加',
      kind: { type: 'choice', choices: { yes: '是', no: '否' } },
      required: true,
    },
    count('questions', '回答问题数'),
    count('audience', '参与人次'),
  ]),
  bulletins: outreach('bulletins', '简报', ARTICLE_23, '印发日期', '简报名称', [
    text('issue', '期号', 40, true),
    text('audience', '发送范围', 200),
  ]),
  boards: outreach('boards', '公示栏', ARTICLE_25, '张贴日期', '公示栏', [
    text('place', '地点', 100, true),
    { name: 'until', label: '公示至', kind: { type: 'date' }, required: false },
  ]),
  broadcasts: outreach('broadcasts', '广播电视', ARTICLE_23, '播出日期', '频道（频率）', [
    text('programme', '节目', 100, true),
    text('guest', '嘉宾', 200),
    count('minutes', '时长（分钟）'),
  ]),
} as const
