import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Typeset, ToTypeset } from './typeset.ts'

const FONTS: readonly (readonly [family: string, weights: readonly string[]])[] = [
  ['serif', ['400Regular', '700Bold']],
  ['sans', ['500Medium', '700Bold']],
]

function fontPaths(): string[] {
  const require = createRequire(import.meta.url)
  return FONTS.flatMap(([family, weights]) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/noto-${family}-sc/package.json`))
    return weights.map((weight) => join(folder, weight))
  })
}

const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths: fontPaths() }] })

/** PDF/A-2b, for what is issued is kept for ever. */
function typeset({ source, pictures, lackingGlyphs }: ToTypeset): Typeset {
  for (const [path, content] of pictures) compiler.mapShadow(path, Buffer.from(content))
  const compiled = compiler.compile({ mainFileContent: source })
  const document = compiled.result
  if (!document) {
    const diagnostics = compiled.takeDiagnostics()
    return { problem: diagnostics ? JSON.stringify(compiler.fetchDiagnostics(diagnostics)) : 'no document' }
  }
  const pages = document.numOfPages
  try {
    return { pdf: compiler.pdf(document, { pdfStandard: 'a-2b' }), pages, archival: true }
  } catch (error) {
    // The standard wants a glyph for every character, and says so only now.
    if (lackingGlyphs === 'refuse') return { problem: String(error) }
    return { pdf: compiler.pdf(document, {}), pages, archival: false }
  }
}

/** What was set before is forgotten after so many texts, or a thread that stays would grow without end. */
const KEPT_TEXTS = 5

parentPort?.on('message', (work: ToTypeset) => {
  let made: Typeset
  try {
    made = typeset(work)
  } catch (error) {
    made = { problem: error instanceof Error ? error.message : String(error) }
  }
  compiler.resetShadow()
  compiler.evictCache(KEPT_TEXTS)
  parentPort?.postMessage(made)
})
