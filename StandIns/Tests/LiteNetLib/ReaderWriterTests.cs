using System.Net;
using LiteNetLib;
using LiteNetLib.Utils;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class ReaderWriterTests
{
    [Fact]
    public void Everything_written_is_read_back()
    {
        var guid = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        var v4 = new IPEndPoint(IPAddress.Parse("192.0.2.2"), 18_825);
        var v6 = new IPEndPoint(IPAddress.Parse("2001:db8::1"), 65_535);
        var writer = new NetDataWriter();
        writer.Put((byte)200);
        writer.Put((sbyte)-3);
        writer.Put(true);
        writer.Put('ß');
        writer.Put((short)-12_345);
        writer.Put((ushort)54_321);
        writer.Put(-1_234_567_890);
        writer.Put(3_234_567_890U);
        writer.Put(long.MinValue);
        writer.Put(ulong.MaxValue);
        writer.Put(1.5f);
        writer.Put(-2.25);
        writer.Put(guid);
        writer.Put(v4);
        writer.Put(v6);
        writer.Put("héllo");
        writer.Put("truncated", 4);
        writer.Put((string?)null);
        writer.PutLargeString(new string('x', 70_000));
        writer.PutArray([1, -2, 3]);
        writer.PutArray(["a", "", "ccc"]);
        writer.PutArray([true, false]);
        writer.PutArray([1.5f, float.NaN]);
        writer.PutBytesWithLength([9, 8, 7]);
        writer.Put([1, 2, 3, 4], 1, 2);

        var reader = new NetDataReader(writer.CopyData());

        Assert.Equal(200, reader.GetByte());
        Assert.Equal(-3, reader.GetSByte());
        Assert.True(reader.GetBool());
        Assert.Equal('ß', reader.GetChar());
        Assert.Equal(-12_345, reader.GetShort());
        Assert.Equal(54_321, reader.PeekUShort());
        Assert.Equal(54_321, reader.GetUShort());
        Assert.Equal(-1_234_567_890, reader.GetInt());
        Assert.Equal(3_234_567_890U, reader.GetUInt());
        Assert.Equal(long.MinValue, reader.GetLong());
        Assert.Equal(ulong.MaxValue, reader.GetULong());
        Assert.Equal(1.5f, reader.GetFloat());
        Assert.Equal(-2.25, reader.GetDouble());
        Assert.Equal(guid, reader.GetGuid());
        Assert.Equal(v4, reader.GetIPEndPoint());
        Assert.Equal(v6, reader.GetIPEndPoint());
        Assert.Equal("héllo", reader.PeekString());
        Assert.Equal("héllo", reader.GetString());
        Assert.Equal("trun", reader.GetString());
        Assert.Equal("", reader.GetString());
        Assert.Equal(70_000, reader.GetLargeString().Length);
        Assert.Equal([1, -2, 3], reader.GetIntArray());
        Assert.Equal(["a", "", "ccc"], reader.GetStringArray());
        Assert.Equal([true, false], reader.GetBoolArray());
        Assert.Equal([1.5f, float.NaN], reader.GetFloatArray());
        Assert.Equal([9, 8, 7], reader.GetBytesWithLength());
        Assert.Equal([2, 3], reader.GetRemainingBytes());
        Assert.True(reader.EndOfData);
    }

    [Theory]
    [InlineData("", "0000")]
    [InlineData("KEY", "04004b4559")]
    [InlineData("é", "0300c3a9")]
    public void Strings_have_their_length_plus_one_in_front(string text, string hex)
        => Assert.Equal(hex, Convert.ToHexStringLower(NetDataWriter.FromString(text).CopyData()));

    [Fact]
    public void Endpoint_has_the_layout_of_the_recorded_introduction()
    {
        var writer = new NetDataWriter();
        writer.Put(new IPEndPoint(IPAddress.Parse("192.0.2.2"), 0x8649));
        Assert.Equal("00c00002024986", Convert.ToHexStringLower(writer.AsReadOnlySpan()));
    }

    [Fact]
    public void Longer_text_than_wanted_reads_as_nothing()
    {
        var reader = new NetDataReader(NetDataWriter.FromString("hello"));
        Assert.Equal("", reader.GetString(4));
        Assert.True(reader.EndOfData);
    }

    [Fact]
    public void Random_bytes_never_make_a_try_throw_and_a_get_throws_one_kind_only()
    {
        var random = new Random(11);
        byte[] data = new byte[40];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(data);
            var reader = new NetDataReader(data, random.Next(20), 20 + random.Next(21));
            int position = reader.Position;
            if (!reader.TryGetString(out _) || !reader.TryGetBytesWithLength(out _) || !reader.TryGetStringArray(out _) || !reader.TryGetLong(out _))
            {
                Assert.InRange(reader.Position, position, reader.RawDataSize);
            }

            reader.SetPosition(position);
            try
            {
                reader.GetIntArray();
                reader.GetStringArray();
                reader.GetLargeString();
                reader.GetIPEndPoint();
                reader.GetGuid();
            }
            catch (InvalidPacketException)
            {
                Assert.InRange(reader.Position, position, reader.RawDataSize);
            }
        }
    }

    [Fact]
    public void Writer_that_may_not_grow_refuses_what_does_not_fit()
    {
        var writer = new NetDataWriter(false, 4);
        writer.Put(1);
        Assert.Throws<InvalidPacketException>(() => writer.Put((byte)1));
        writer.Reset();
        writer.Put((short)1);
        Assert.Equal(2, writer.SetPosition(0));
        Assert.Equal(4, writer.Capacity);
    }
}
