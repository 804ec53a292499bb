import { defineRegister, registerPermissions, type Field, type Register } from '#kernel/registers/index.ts'
import { CITES } from './kinds.ts'

const text = (name: string, label: string, maxLength = 200, required = true): Field => ({
  name,
  label,
  kind: { type: 'text', maxLength },
  required,
})
const count = (name: string, label: string, required = true): Field => ({
  name,
  label,
  kind: { type: 'count' },
  required,
})
/** By its short name, as in the addresses of the console: `main` for the portal. */
const site = text('site', '网站代号', 60)

function register(name: string, label: string, dateLabel: string, fields: readonly Field[]): Register {
  return defineRegister({
    name: `siteyear.${name}`,
    label,
    cites: CITES,
    dateLabel,
    fields,
    enter: registerPermissions.enter,
  })
}

/** Work on web sites of which nothing else here keeps a record. */
export const registers = {
  visits: register('visits', '网站访问量', '统计截止日期', [
    site,
    count('visits', '访问量（次）'),
    count('visitors', '独立用户（个）'),
    text('source', '统计工具', 100, false),
  ]),
  security: register('security', '网站安全检测评估', '检测日期', [
    site,
    text('title', '检测内容'),
    count('found', '发现问题数'),
    count('mended', '整改问题数'),
  ]),
  spotChecks: register('spot_checks', '政府网站抽查', '抽查完成日期', [
    text('title', '抽查名称'),
    count('checked', '抽查网站数'),
    count('failed', '发现突出问题的网站数'),
    { name: 'link', label: '通报网址', kind: { type: 'link' }, required: false },
  ]),
  errors: register('errors', '“我为政府网站找错”留言', '收到日期', [
    text('site', '涉及网站', 60),
    {
      name: 'result',
      label: '办理情况',
      kind: { type: 'choice', choices: { in_time: '按期办结', late: '超期办结', open: '正在办理' } },
      required: true,
    },
  ]),
  fakes: register('fakes', '假冒政府网站处置', '发现日期', [
    text('address', '假冒网站域名'),
    {
      name: 'result',
      label: '处置情况',
      kind: { type: 'choice', choices: { closed: '已关停', reported: '已移交' } },
      required: true,
    },
  ]),
  trainings: register('trainings', '政府网站工作培训', '举办日期', [
    text('title', '培训内容'),
    count('people', '参加人次'),
  ]),
} as const
