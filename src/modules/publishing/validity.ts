const ENDS: Readonly<Record<string, string>> = {
  withdrawn: '已撤回',
  repealed: '已废止',
  replaced: '已被替代',
  expired: '已失效',
  redirected: '已并入',
}

/** How a document ended, in the public's words; undefined while it is in force. */
export function endOf(state: string): string | undefined {
  return ENDS[state]
}

/** 有效性 as the public reads it: a document under correction is in force until its correction is decided. */
export function validityOf(state: string): string {
  return endOf(state) ?? '有效'
}

/** Said beside its title in a list when a document is no longer in force, and nothing while it is. */
export function markOf(state: string): { mark?: string } {
  const ended = endOf(state)
  return ended === undefined ? {} : { mark: ended }
}
