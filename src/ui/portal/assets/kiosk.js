// A terminal belongs to whoever stands before it: left alone, it goes back to its first page and to the usual type.
;(() => {
  const WARNING = 20
  const box = document.querySelector('[data-idle]')
  if (!box) return
  const seconds = Number(box.dataset.idle)
  const { home } = box.dataset
  const left = box.querySelector('[data-left]')
  const stay = box.querySelector('[data-stay]')
  stay.hidden = false
  let until = Date.now() + seconds * 1000

  function begin() {
    until = Date.now() + seconds * 1000
    box.hidden = true
  }

  function touched(event) {
    // The box must not go from under a finger: the tap would land on what is below it.
    if (!(event.target instanceof Node && box.contains(event.target))) begin()
  }

  function forget() {
    try {
      localStorage.removeItem('mingjing-large')
    } catch {
      // Nothing was kept.
    }
    document.documentElement.classList.remove('large')
    for (const button of document.querySelectorAll('[data-large]'))
      button.setAttribute('aria-pressed', 'false')
  }

  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchmove'])
    addEventListener(event, touched, { passive: true, capture: true })
  stay.addEventListener('click', begin)

  setInterval(() => {
    const rest = Math.ceil((until - Date.now()) / 1000)
    if (rest > 0) {
      left.textContent = String(rest)
      box.hidden = home === undefined || rest > WARNING
      return
    }
    forget()
    if (home === undefined) {
      begin()
      scrollTo({ top: 0 })
      return
    }
    // While the server is away the page that is there stays.
    until = Date.now() + seconds * 1000
    fetch(home, { method: 'HEAD', cache: 'no-store' }).then(
      (answer) => {
        if (answer.ok) location.replace(home)
      },
      () => undefined,
    )
  }, 250)
})()
