using Ecs.Load;

namespace Ecs.Tests.Load;

public sealed class LoadOptionsTests
{
    [Theory]
    [InlineData(1, 0, 8, 1_024, 1)]
    [InlineData(250, 0, 8, 1_024, 1)]
    [InlineData(251, 0, 8, 1_024, 2)]
    [InlineData(4_000, 0, 2, 1_048_576, 2)]
    [InlineData(4_000, 0, 8, 1_048_576, 8)]
    [InlineData(4_000, 0, 2, 1_024, 5)] // as many as the open files ask for
    [InlineData(10, 4, 2, 1_024, 4)]
    [InlineData(3, 8, 2, 1_024, 3)]
    public void As_many_processes_as_clients_cores_and_open_files_ask_for(int clients, int wished, int cores, int files, int processes)
    {
        Assert.Equal(processes, new LoadOptions { Clients = clients, WishedProcesses = wished }.Processes(cores, files, out var fault));
        Assert.Equal("", fault);
    }

    [Theory]
    [InlineData(4_000, 2, 1_024, "4000 clients in 2 processes need 2160 open files each, and the limit is 1024 (ulimit -n)")]
    [InlineData(4_000, 0, 200, "4000 clients in 64 processes need 223 open files each, and the limit is 200 (ulimit -n)")]
    [InlineData(1, 0, 100, "1 clients in 64 processes need 161 open files each, and the limit is 100 (ulimit -n)")]
    public void Too_few_open_files_are_told_in_one_line(int clients, int wished, int files, string line)
    {
        Assert.Equal(0, new LoadOptions { Clients = clients, WishedProcesses = wished }.Processes(2, files, out var fault));
        Assert.Equal(line, fault);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(4_000, 64)]
    public void Shares_have_every_client_once_and_are_read_as_they_are_written(int clients, int processes)
    {
        var numbers = new List<int>();
        for (var process = 0; process < processes; process++)
        {
            var share = LoadShare.Of(clients, process, processes);
            Assert.True(LoadShare.TryParse(share.ToString(), out var read));
            Assert.Equal(share, read);
            numbers.AddRange(Enumerable.Range(share.First, share.Count));
        }

        Assert.Equal(Enumerable.Range(0, clients), numbers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0/1")]
    [InlineData("0/0/1")]
    [InlineData("1/1/1")]
    [InlineData("0/1/1/1")]
    [InlineData("a/1/2")]
    [InlineData("-1/1/2")]
    public void What_is_no_share_is_refused(string text) => Assert.False(LoadShare.TryParse(text, out _));
}
