/** The build with the charts people use most; the package types only its entry points. */
declare module 'echarts/dist/echarts.common.min.js' {
	export const init: typeof import('echarts').init;
	export const setPlatformAPI: typeof import('echarts').setPlatformAPI;
}
