using Ecs.Load;

namespace Ecs.Tests.Load;

public sealed class MachineCpuTests
{
    [Theory]
    [InlineData("cpu  100 20 30 4000 500 6 7 8 0 0", 1710.0)]
    [InlineData("cpu 1 0 0 0 0 0 0 0", 10.0)]
    [InlineData("cpu0 100 20 30 4000 500 6 7 8", null)]
    [InlineData("cpu 100 20 30 4000", null)]
    [InlineData("cpu 100 20 -30 4000 500 6 7 8", null)]
    [InlineData("", null)]
    public void Busy_is_what_is_neither_idle_nor_waiting(string line, double? milliseconds) => Assert.Equal(milliseconds, MachineCpu.BusyOf(line));
}
