import { mailDocument } from '#platform/mail/document.tsx'

const LINK = /(https?:\/\/[^\s<>"'（）“”，。；、]+)/

/** A text as a simple HTML mail: paragraphs at empty lines, addresses as links, everything escaped. */
export function htmlOf(text: string): string {
  return mailDocument(
    <>
      {text
        .trim()
        .split(/\n\s*\n/)
        .map((paragraph, index) => (
          <p key={index}>
            {paragraph.split('\n').map((line, place) => (
              <span key={place}>
                {place > 0 ? <br /> : null}
                {line.split(LINK).map((part, at) =>
                  at % 2 === 1 ? (
                    <a key={at} href={part}>
                      {part}
                    </a>
                  ) : (
                    part
                  ),
                )}
              </span>
            ))}
          </p>
        ))}
    </>,
  )
}
