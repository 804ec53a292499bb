// While somebody writes what they ask for, offers what is public already. The review step says the same without script.
;(() => {
  const WAIT = 600
  const SHORTEST = 2

  function attach(group) {
    const field = group.querySelector('input[name$="wantedTitle"]')
    if (!field) return
    const place = document.createElement('div')
    place.setAttribute('role', 'status')
    place.className = 'suggestions'
    field.parentElement.append(place)
    let timer
    let asked = 0

    async function ask(typed) {
      const mine = ++asked
      const address = `/requests/suggestions.json?${new URLSearchParams({ q: typed })}`
      const response = await fetch(address, { signal: AbortSignal.timeout(10_000) })
      if (!response.ok) return
      const { data } = await response.json()
      // Something newer was typed meanwhile: its answer counts.
      if (mine === asked) show(data.items)
    }

    function show(items) {
      place.replaceChildren()
      if (items.length === 0) return
      const head = document.createElement('p')
      head.textContent = '这些公开信息可能就是您要的：'
      const list = document.createElement('ul')
      list.className = 'plain-list'
      for (const item of items) {
        const link = document.createElement('a')
        link.href = item.href
        link.textContent = item.title
        // The form is half filled: it stays open.
        link.target = '_blank'
        link.rel = 'noopener'
        const line = document.createElement('li')
        line.append(link, `（${item.unit}，${item.on}）`)
        list.append(line)
      }
      place.append(head, list)
    }

    field.addEventListener('input', () => {
      clearTimeout(timer)
      const typed = field.value.trim()
      if (typed.length < SHORTEST) {
        asked += 1
        place.replaceChildren()
        return
      }
      // Without an answer nothing is offered; the form is the same.
      timer = setTimeout(() => ask(typed).catch(() => undefined), WAIT)
    })
  }

  document.addEventListener('DOMContentLoaded', () => {
    for (const group of document.querySelectorAll('[data-suggest]')) attach(group)
  })
})()
