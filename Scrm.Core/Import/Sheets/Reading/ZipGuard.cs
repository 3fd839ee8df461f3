using System.Buffers.Binary;
using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

/// <summary>Looks at a package's directory before anything of it is unpacked.</summary>
internal static class ZipGuard
{
    private const uint EntryHeader = 0x02014b50;

    public static ZipArchive Open(FileStream stream, SheetLimits limits)
    {
        RefuseManyEntries(stream, limits.Entries);
        stream.Position = 0;
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read);
            _ = zip.Entries.Count;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            throw new FileRefused(FileFault.Damaged, cause: e);
        }
        RefuseBombs(zip, limits);
        return zip;
    }

    // ZipArchive believes the declared length and stops there, so a directory that lies yields a cut and damaged part, not more bytes.
    private static void RefuseBombs(ZipArchive zip, SheetLimits limits)
    {
        if (zip.Entries.Count > limits.Entries) throw new FileRefused(FileFault.TooManyEntries, limit: limits.Entries, actual: zip.Entries.Count);
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            total += entry.Length;
            if (entry.Length > limits.PartBytes) throw new FileRefused(FileFault.Bomb, limit: limits.PartBytes, actual: entry.Length);
            if (total > limits.TotalBytes) throw new FileRefused(FileFault.Bomb, limit: limits.TotalBytes, actual: total);
            var ratio = entry.Length / Math.Max(1, entry.CompressedLength);
            if (entry.Length > limits.RatioFrom && ratio > limits.Ratio) throw new FileRefused(FileFault.Bomb, limit: limits.Ratio, actual: ratio);
            if (entry.IsEncrypted) throw new FileRefused(FileFault.Encrypted);
        }
    }

    // ZipArchive would build an object for each of some 400,000 entries that fit into 20 MB before their number could be asked.
    private static void RefuseManyEntries(FileStream stream, int limit)
    {
        var header = new byte[46];
        var position = DirectoryStart(stream);
        for (var entries = 0; ; entries++)
        {
            if (entries > limit) throw new FileRefused(FileFault.TooManyEntries, limit: limit);
            stream.Position = position;
            if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) return;
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != EntryHeader) return;
            position += header.Length + Word(header, 28) + Word(header, 30) + Word(header, 32);
        }
    }

    private static long DirectoryStart(FileStream stream)
    {
        var tail = new byte[Math.Min(stream.Length, 22 + ushort.MaxValue + 20)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + 22 > tail.Length) throw new FileRefused(FileFault.Damaged);
        var start = (long)BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue) start = Directory64Start(stream, tail.AsSpan(0, end));
        if (start >= stream.Length) throw new FileRefused(FileFault.Damaged);
        return start;
    }

    private static long Directory64Start(FileStream stream, ReadOnlySpan<byte> beforeEnd)
    {
        var locator = beforeEnd.LastIndexOf("PK\x06\x07"u8);
        if (locator < 0 || locator + 16 > beforeEnd.Length) throw new FileRefused(FileFault.Damaged);
        var record = BinaryPrimitives.ReadInt64LittleEndian(beforeEnd[(locator + 8)..]);
        if (record < 0 || record + 56 > stream.Length) throw new FileRefused(FileFault.Damaged);
        var header = new byte[56];
        stream.Position = record;
        stream.ReadExactly(header);
        var start = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(48));
        return start < 0 ? throw new FileRefused(FileFault.Damaged) : start;
    }

    private static int Word(byte[] header, int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));
}
