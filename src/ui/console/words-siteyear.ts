import { text, type Words } from './words-made.ts'

/** What is said of the yearly sheets of sites. */
export const siteyearWords: Readonly<Record<string, Words>> = {
  sheets_opened_already: '这一年的网站年度报表已经开始填报',
  fact_empty: ({ label }) => `请填写“${text(label, '')}”`,
  unknown_choice: '请从列出的选项中选择',
}
