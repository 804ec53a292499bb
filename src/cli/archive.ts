import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { StartupError } from '#platform/errors.ts'
import { findSite, MAIN_SITE } from '#modules/sites/index.ts'
import { archiveSite } from '#sites/portal/archive.ts'
import { createApp } from '../app.ts'
import type { Run } from '../cli.ts'

export function archiveCommand(run: Run): Command {
  return new Command('archive')
    .description('a site of the group as it stands today, in one zip that opens from disk')
    .argument('<site>', 'the short name in the site’s address: /s/<site>')
    .argument('<file.zip>', 'where the archive is written')
    .action((slug: string, path: string) =>
      run(async (city, output) => {
        const site = slug === MAIN_SITE ? undefined : await findSite(city.database.db, slug)
        if (!site) throw new StartupError(`There is no site ${slug} below /s/.`)
        const app = await createApp({
          ...city,
          now: () => new Date(),
          secure: false,
          publicUrl: city.publicUrl,
          logLevel: 'silent',
          trustProxy: false,
        })
        const bar = process.stderr.isTTY
          ? new SingleBar({ format: '{bar} {value} of {total}', stream: process.stderr })
          : undefined
        bar?.start(1, 0)
        try {
          const result = await archiveSite(
            app.server,
            { slug, publicUrl: city.publicUrl },
            path,
            (done, known) => {
              bar?.setTotal(known)
              bar?.update(done)
            },
          )
          bar?.stop()
          output.result({ site: slug, file: path, ...result }, (done) =>
            [
              `${done.pages} pages and ${done.files} files in ${path}`,
              ...done.broken.map((address) => `broken: ${address}`),
            ].join('\n'),
          )
          if (result.broken.length > 0) process.exitCode = 1
        } finally {
          bar?.stop()
          await app.close()
        }
      }),
    )
}
