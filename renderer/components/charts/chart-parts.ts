/** The parts of ECharts that the window uses, and the look that all charts share. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { use, type ComposeOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { Palette } from '../../theme/palette.ts';
import { font } from '../../theme/scale.ts';

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | BarSeriesOption | GridComponentOption | TooltipComponentOption
>;

const size = Number.parseInt(font.small, 10);

/** Text, axis and tooltip as the rest of the window has them. */
export function chartLook(palette: Palette) {
  const label = { color: palette.inkQuiet, fontFamily: font.family, fontSize: size };
  return {
    label,
    axis: {
      axisLabel: label,
      nameTextStyle: label,
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: palette.line } },
    },
    tooltip: {
      confine: true,
      transitionDuration: 0,
      backgroundColor: palette.surface,
      borderColor: palette.line,
      padding: [4, 8],
      textStyle: { ...label, color: palette.ink },
      axisPointer: { lineStyle: { color: palette.lineStrong, type: 'solid' as const } },
    },
  };
}
