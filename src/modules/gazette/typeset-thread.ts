import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
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

/** PDF/A-2b, for what is issued is kept for ever. */
function typeset({ source, pictures }: ToTypeset): Typeset {
  const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths: fontPaths() }] })
  for (const [path, content] of pictures) compiler.mapShadow(path, Buffer.from(content))
  const compiled = compiler.compile({ mainFileContent: source })
  const document = compiled.result
  if (!document) {
    const diagnostics = compiled.takeDiagnostics()
    return { problem: diagnostics ? JSON.stringify(compiler.fetchDiagnostics(diagnostics)) : 'no document' }
  }
  return {
    pdf: compiler.pdf(document, { pdfStandard: 'a-2b' }),
    pages: document.numOfPages,
  }
}

parentPort?.postMessage(typeset(workerData as ToTypeset))
