using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Scrm.Core.Database.Postgres;

/// <summary>Rows in the binary form of COPY, put together in memory and sent at once: written value by value, the server waited for the client at every row.</summary>
internal sealed class CopyRows
{
    private readonly ArrayBufferWriter<byte> bytes = new(1 << 16);

    public CopyRows()
    {
        // The signature, no flags, no extension.
        bytes.Write<byte>([(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0]);
        bytes.Write(stackalloc byte[8]);
    }

    public void Add(object[] values)
    {
        Write((short)values.Length);
        foreach (var value in values) Add(value);
    }

    public async Task SendAsync(NpgsqlConnection connection, string table, string[] columns, CancellationToken cancel)
    {
        Write((short)-1);
        await using var stream = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({string.Join(',', columns)}) FROM STDIN (FORMAT BINARY)", cancel);
        // Half of it must not be taken for all.
        await stream.WriteAsync(bytes.WrittenMemory, CancellationToken.None);
    }

    private void Add(object value)
    {
        switch (value)
        {
            case long number:
                Write(sizeof(long));
                BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), number);
                bytes.Advance(sizeof(long));
                break;
            case int number:
                Write(sizeof(int));
                Write(number);
                break;
            case short number:
                Write(sizeof(short));
                Write(number);
                break;
            case bool flag:
                Write(1);
                bytes.Write<byte>([flag ? (byte)1 : (byte)0]);
                break;
            case string text:
                Write(Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, bytes);
                break;
            default:
                throw new ArgumentException($"No column type for {value.GetType()}", nameof(value));
        }
    }

    private void Write(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), number);
        bytes.Advance(sizeof(int));
    }

    private void Write(short number)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(sizeof(short)), number);
        bytes.Advance(sizeof(short));
    }
}
