import { createReadStream, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { Refusal } from '#platform/errors.ts'
import type { SourceRow } from './prepare.ts'

export type ReadRow = SourceRow | { readonly line: number; readonly problem: string }

/** Where the rows come from, with how much of it has been read, for a progress bar. */
export interface Source {
  readonly rows: AsyncIterable<ReadRow>
  readonly totalBytes: number
  readonly readBytes: () => number
}

/** A .jsonl or .jsonl.gz file, or a folder of .md files. */
export function openSource(path: string): Source {
  return statSync(path).isDirectory() ? openFolder(path) : openLines(path)
}

function openLines(path: string): Source {
  const file = createReadStream(path)
  const stream = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  // A broken archive reports on the stream that is read, not only on the file.
  file.on('error', (error) => stream.destroy(error))
  return { rows: readLines(stream), totalBytes: statSync(path).size, readBytes: () => file.bytesRead }
}

async function* readLines(stream: NodeJS.ReadableStream): AsyncGenerator<ReadRow> {
  let line = 0
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      line += 1
      const trimmed = text.replace(/^\uFEFF/, '').trim()
      if (trimmed !== '') yield parseLine(line, trimmed)
    }
  } catch (error) {
    throw new Refusal('source_broken', 422, {
      line,
      why: error instanceof Error ? error.message : String(error),
    })
  }
}

function parseLine(line: number, text: string): ReadRow {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { line, value: value as Record<string, unknown> }
    }
    return { line, problem: 'the line is not a JSON object' }
  } catch (error) {
    return {
      line,
      problem: `the line is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}

function openFolder(folder: string): Source {
  let read = 0
  async function* rows(): AsyncGenerator<ReadRow> {
    const names = (await readdir(folder, { recursive: true }))
      .filter((name) => name.endsWith('.md'))
      .toSorted()
    for (const [index, name] of names.entries()) {
      const path = join(folder, name)
      const text = await readFile(path, 'utf8')
      read += Buffer.byteLength(text)
      yield { line: index + 1, value: readMarkdown(relative(folder, path), text) }
    }
  }
  return { rows: rows(), totalBytes: 0, readBytes: () => read }
}

/**
 * A Markdown file as a row: front matter of `key: value` lines if there is any, the first heading as the title,
 * a date in brackets at the end of the file's name as the day of publication.
 */
function readMarkdown(path: string, text: string): Record<string, unknown> {
  const name = basename(path, '.md')
  const value: Record<string, unknown> = { id: path }
  const front = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text)
  for (const line of front?.[1]?.split(/\r?\n/) ?? []) {
    const pair = /^([A-Za-z]+):\s*(.*)$/.exec(line)
    if (pair?.[1]) value[pair[1]] = pair[2]?.replace(/^(['"])(.*)\1$/, '$2') ?? ''
  }
  const body = text.slice(front?.[0].length ?? 0)
  const heading = /^#\s+(.+)$/m.exec(body)
  value['title'] ??= heading?.[1]?.trim() ?? name.replace(/[（(]\d{4}-\d{2}-\d{2}[)）]$/, '')
  const dated = /[（(](\d{4}-\d{2}-\d{2})[)）]$/.exec(name)
  if (dated) value['publishDate'] ??= dated[1]
  value['text'] = (heading ? body.replace(heading[0], '') : body).replace(/<!--[\s\S]*?-->/g, '').trim()
  return value
}
