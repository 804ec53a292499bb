/** How a command speaks: for people on the terminal, or one JSON object as the last line. */
export interface Output {
  readonly json: boolean
  /** For people; silent with --json. */
  say(line: string): void
  /** Side remarks on the error stream, always. */
  remark(line: string): void
  /** The command's result: the object with --json, else what `human` makes of it. */
  result<T>(value: T, human: (value: T) => string): void
}

export function createOutput(json: boolean): Output {
  return {
    json,
    say(line) {
      if (!json) console.log(line)
    },
    remark(line) {
      console.error(line)
    },
    result(value, human) {
      console.log(json ? JSON.stringify(value) : human(value))
    },
  }
}
