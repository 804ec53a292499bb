import type { Question } from '#platform/challenge/index.ts'
import type { FieldError } from './form.tsx'

/** The page's own file that solves challenges: name it in the page's `scripts`. */
export const CHALLENGE_SCRIPT = 'challenge.js'

const WORDS: Readonly<Record<string, string>> = {
  challenge_missing: '请回答校验问题',
  challenge_wrong: '校验问题的答案不正确',
  challenge_expired: '页面打开的时间太长，校验已经失效，请再提交一次',
  challenge_used: '这次校验已经用过，请再提交一次',
  challenge_too_many: '这个网络最近提交得太多，请一小时后再试，或者换用支持脚本的浏览器',
}

/** What an issue of the challenge says to the person; undefined where it is another issue. */
export function challengeText(code: string): string | undefined {
  return WORDS[code]
}

/**
 * The last field of a form against floods; the form carries `data-challenge` with the challenge's address. With script a
 * challenge is solved while the person writes and nothing is asked; without it the person answers a small sum.
 */
export function ChallengeField({ question, errors }: { question: Question; errors: readonly FieldError[] }) {
  const wrong = errors.find((one) => one.field === 'challengeAnswer')?.message
  const spent = errors.find((one) => one.field === 'challenge')?.message
  return (
    <div className="challenge" id="challenge" tabIndex={-1}>
      <input type="hidden" name="challenge" defaultValue="" />
      <input type="hidden" name="challengeQuestion" value={question.sealed} />
      {spent ? (
        <p className="field-error" id="challenge-error">
          {spent}
        </p>
      ) : null}
      <div className={wrong ? 'field wrong challenge-question' : 'field challenge-question'}>
        <label htmlFor="challengeAnswer">校验问题：{question.text}</label>
        <p className="hint" id="challengeAnswer-hint">
          用数字回答，防止程序自动提交。
        </p>
        {wrong ? (
          <p className="field-error" id="challengeAnswer-error">
            {wrong}
          </p>
        ) : null}
        <input
          id="challengeAnswer"
          name="challengeAnswer"
          type="text"
          inputMode="numeric"
          className="short"
          autoComplete="off"
          defaultValue={question.answer}
          aria-describedby={wrong ? 'challengeAnswer-hint challengeAnswer-error' : 'challengeAnswer-hint'}
          aria-invalid={wrong ? true : undefined}
        />
      </div>
      <p className="challenge-status" role="status" />
    </div>
  )
}
