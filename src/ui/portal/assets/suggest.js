// Shows, while somebody types into <input data-suggest="/suggestions/…">, what is there already: a list of links under
// the field. The address answers { items: [{ title, address, excerpt }] } to ?q=. Without it the form works the same.
;(() => {
  const PAUSE = 350
  const SHORTEST = 4

  function begin(input) {
    const list = document.createElement('div')
    list.className = 'suggestions'
    list.setAttribute('aria-live', 'polite')
    input.after(list)
    let waiting
    let asking
    let last = ''

    async function ask() {
      const typed = input.value.trim()
      if (typed === last) return
      last = typed
      asking?.abort()
      if (typed.length < SHORTEST) return show([])
      asking = new AbortController()
      try {
        const address = `${input.dataset.suggest}?${new URLSearchParams({ q: typed })}`
        const answer = await fetch(address, { signal: asking.signal })
        if (answer.ok) show((await answer.json()).items)
      } catch {
        // No suggestions, then: the form does not need them.
      }
    }

    function show(items) {
      list.replaceChildren()
      if (items.length === 0) return
      const head = document.createElement('p')
      head.textContent = input.dataset.suggestHead ?? '这些也许已经回答了您的问题：'
      const links = document.createElement('ul')
      for (const { title, address, excerpt } of items) {
        const link = document.createElement('a')
        link.href = address
        link.target = '_blank'
        link.rel = 'noopener'
        link.textContent = title
        const words = document.createElement('span')
        words.textContent = excerpt
        const item = document.createElement('li')
        item.append(link, words)
        links.append(item)
      }
      list.append(head, links)
    }

    input.addEventListener('input', () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => void ask(), PAUSE)
    })
  }

  document.addEventListener('DOMContentLoaded', () => {
    for (const input of document.querySelectorAll('input[data-suggest]')) begin(input)
  })
})()
