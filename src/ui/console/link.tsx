import { Button } from 'antd'
import { createLink } from '@tanstack/react-router'

/** A link that looks like a button: it goes somewhere, so it is a link to every reader and can be opened beside. */
export const ButtonLink = createLink(Button)
