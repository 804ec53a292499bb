export { addChannel, addSite } from './actions.ts'
export { addStandardColumns } from './columns.ts'
export {
  findChannel,
  listAncestors,
  listChannels,
  listSubchannels,
  MAIN_SITE,
  type ChannelName,
} from './store.ts'
