import { useEffect, useState } from 'react'
import { Skeleton } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Problem } from '#ui/console/states.tsx'
import { errorWords, issueWords } from '#ui/console/words.ts'
import type { TemplateView, WordingBody } from '../contract.ts'
import { previewQuery } from './queries.ts'

const PAUSE_MS = 300

/** The value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** How a wording reads with sample values, and everything that is wrong with it. */
export function Preview({
  template,
  draft,
}: {
  readonly template: TemplateView
  readonly draft: WordingBody
}) {
  const { data, error } = useQuery(previewQuery(template.unit.id, template.name, useSettled(draft)))
  if (error) return <Problem>{errorWords(error)}</Problem>
  if (!data) return <Skeleton />
  return (
    <>
      {data.issues.length > 0 && (
        <ul className="letter-problems" role="status">
          {data.issues.map((issue) => (
            <li key={JSON.stringify(issue)} className="light light-red">
              ■ {issueWords(issue)}
            </li>
          ))}
        </ul>
      )}
      <div className="prose letter">
        <h3>{data.title}</h3>
        {data.paragraphs.map((text, at) => (
          <p key={at}>{text}</p>
        ))}
      </div>
    </>
  )
}
