export { ClusterError } from './errors.ts'
export { findRunningCluster, startCluster, type Cluster } from './cluster.ts'
