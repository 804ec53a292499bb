// Solves a form's challenge while the person writes, in a worker, so that a cheap phone does not stand still. Where that
// cannot be (no script, no WebCrypto on plain http, no answer), the question in words stays and the form works with it.
// This one file is both sides: loaded by a page it finds the forms, loaded by itself as a worker it does the work.
;(() => {
  const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

  /** Derives keys for one counter after another until one begins as asked. */
  async function solve({ parameters }) {
    const nonce = bytesOf(parameters.nonce)
    const salt = bytesOf(parameters.salt)
    const password = new Uint8Array(nonce.length + 4)
    password.set(nonce)
    const view = new DataView(password.buffer)
    const hash = parameters.algorithm.slice('PBKDF2/'.length)
    for (let counter = 0; ; counter += 1) {
      view.setUint32(nonce.length, counter)
      const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
      const asked = { name: 'PBKDF2', salt, iterations: parameters.cost, hash }
      const derived = await crypto.subtle.deriveBits(asked, key, parameters.keyLength * 8)
      const derivedKey = hexOf(new Uint8Array(derived))
      if (derivedKey.startsWith(parameters.keyPrefix)) return { counter, derivedKey }
    }
  }

  if (typeof document === 'undefined') {
    self.addEventListener('message', ({ data }) => {
      solve(data).then(
        (solution) => self.postMessage({ solution }),
        (error) => self.postMessage({ failed: String(error) }),
      )
    })
    return
  }

  if (typeof Worker === 'undefined' || !globalThis.crypto?.subtle) return
  const root = document.documentElement
  const ownAddress = document.currentScript.src
  // Says to the style sheet that the question will not be needed, before it is painted.
  root.classList.add('with-challenge')

  function inWorker(challenge) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(ownAddress)
      const end = (settle, value) => {
        worker.terminate()
        settle(value)
      }
      worker.addEventListener('message', ({ data }) =>
        data.solution ? end(resolve, data.solution) : end(reject, new Error(data.failed)),
      )
      worker.addEventListener('error', () => end(reject, new Error('the worker stopped')))
      // Longer than that nobody waits: the question is quicker.
      setTimeout(() => end(reject, new Error('the work takes too long')), 60_000)
      worker.postMessage(challenge)
    })
  }

  async function fetchAndSolve(address) {
    const response = await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(20_000) })
    if (!response.ok) throw new Error(`${address} answered ${response.status}`)
    const { challenge, seconds } = await response.json()
    const solution = await inWorker(challenge)
    return { payload: btoa(JSON.stringify({ challenge, solution })), seconds }
  }

  function attach(form) {
    const field = form.querySelector('input[name="challenge"]')
    const status = form.querySelector('.challenge-status')
    if (!field || !status) return
    let under
    let goodUntil = 0
    const ready = () => field.value !== '' && performance.now() < goodUntil

    function begin() {
      under ??= fetchAndSolve(form.dataset.challenge)
        .then(({ payload, seconds }) => {
          field.value = payload
          // Some minutes less than the server allows: the way there takes time as well.
          goodUntil = performance.now() + Math.max(seconds - 300, 30) * 1000
        })
        .finally(() => {
          under = undefined
        })
      return under
    }

    function ask() {
      root.classList.remove('with-challenge')
      field.value = ''
      status.textContent = ''
    }

    form.addEventListener('input', () => {
      if (!ready()) begin().catch(ask)
    })
    form.addEventListener('submit', (event) => {
      // A question that is shown is answered instead.
      if (ready() || !root.classList.contains('with-challenge')) return
      event.preventDefault()
      field.value = ''
      status.textContent = '正在校验…'
      form.setAttribute('aria-busy', 'true')
      begin()
        .finally(() => form.removeAttribute('aria-busy'))
        .then(
          () => {
            status.textContent = ''
            form.requestSubmit(event.submitter)
          },
          () => {
            ask()
            form.querySelector('[name="challengeAnswer"]')?.focus()
          },
        )
    })
    // Back from the next page the old solution is still in the field, and used.
    window.addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return
      field.value = ''
      goodUntil = 0
    })
  }

  document.addEventListener('DOMContentLoaded', () => {
    for (const form of document.querySelectorAll('form[data-challenge]')) attach(form)
  })
})()
