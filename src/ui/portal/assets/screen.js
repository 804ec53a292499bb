// One item at a time, for as long as it takes to read; what is new comes in between two items, and what was there stays
// while the server is away.
;(() => {
  const REFRESH = 60_000
  const board = document.querySelector('[data-board]')
  if (!board) return
  const place = document.querySelector('[data-place]')
  const away = document.querySelector('[data-away]')
  const clock = document.querySelector('[data-clock]')
  const time = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat('zh-CN', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  })
  let next
  let at = -1
  let fresh = Date.now()

  document.documentElement.classList.add('rotating')
  place.hidden = false
  clock.hidden = false

  function tick() {
    const now = new Date()
    clock.dateTime = now.toISOString()
    clock.textContent = `${day.format(now)}  ${time.format(now)}`
  }

  function turn() {
    if (next) {
      board.replaceChildren(...next)
      next = undefined
      at = -1
    }
    const items = board.children
    let seconds = 10
    if (items.length > 0) {
      at = (at + 1) % items.length
      for (const [index, item] of [...items].entries()) item.classList.toggle('now', index === at)
      seconds = Number(items[at].dataset.seconds)
    }
    place.textContent = items.length > 0 ? `${at + 1} / ${items.length}` : ''
    const empty = document.querySelector('.board-empty')
    if (empty) empty.hidden = items.length > 0
    setTimeout(turn, seconds * 1000)
  }

  const styles = (from) =>
    [...from.querySelectorAll('link[rel=stylesheet], script[src]')].map((one) => one.outerHTML).join()
  const plain = (list) => [...list.children].map((item) => `${item.dataset.seconds}${item.innerHTML}`).join()

  async function look() {
    try {
      const answer = await fetch(location.href, { cache: 'no-store' })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const list = page.querySelector('[data-board]')
      if (!answer.ok || !list) throw new Error('no board')
      // The program itself is newer.
      if (styles(page) !== styles(document)) location.reload()
      if (plain(list) !== plain(board)) next = [...list.children]
      fresh = Date.now()
      away.hidden = true
    } catch {
      away.textContent = `暂时连不上服务器，显示的是 ${time.format(fresh)} 的内容`
      away.hidden = false
    }
    setTimeout(() => void look(), REFRESH)
  }

  tick()
  setInterval(tick, 1000)
  turn()
  setTimeout(() => void look(), REFRESH)
})()
