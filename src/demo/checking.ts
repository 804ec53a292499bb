import { valueOf } from '#platform/decision.ts'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { importWords, patrol } from '#modules/checking/index.ts'
import { eachByItself, type Demo } from './demo.ts'

const WORDS = `错误,正确,类别,说明
截止目前,截至目前,常见错误,“截止”是停止
帐号,账号,规范用语,
登陆网站,登录网站,常见错误,
市政数局,市数据局,机构和人名,机构改革以后的名称
12345热线,12345政务服务便民热线,规范用语,国办发〔2020〕53号的全称
`
/** As many as the demo city has public, and some to spare. */
const ALL = 5000

/** The city's words, and a first night over what is public. */
export async function lookOver(demo: Demo): Promise<void> {
  valueOf(await importWords(await eachByItself(demo).as('officer'), WORDS))
  await patrol(createContext(demo.city.database.db, systemActor, demo.now), demo.city.files, ALL)
}
