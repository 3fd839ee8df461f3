using System.Buffers.Binary;

namespace Scrm.Core.Import.Sheets;

/// <summary>Knows a file by its first bytes and refuses what is neither a zip package nor text.</summary>
internal static class FileSignature
{
    private const ulong CompoundFile = 0xE11AB1A1E011CFD0;

    public static bool IsZip(FileStream stream)
    {
        Span<byte> head = stackalloc byte[512];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return true;
        if (head.Length >= 8 && BinaryPrimitives.ReadUInt64LittleEndian(head) == CompoundFile) throw Compound(stream);
        if (head.StartsWith("\x09\x08"u8) || head.StartsWith("\x09\x04"u8) || head.StartsWith("\x09\x02"u8)) throw new FileRefused(FileFault.OldXls);
        if (IsMarkup(head) || head.StartsWith("%PDF"u8) || head.StartsWith("{\\rtf"u8)) throw new FileRefused(FileFault.NotAWorkbook);
        return false;
    }

    private static bool IsMarkup(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF])) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        return head.Length > 1 && head[0] == '<' && (head[1] is (byte)'?' or (byte)'!' || char.IsAsciiLetter((char)head[1]));
    }

    // An encrypted .xlsx hides in the same container as an old .xls; the names of its streams tell them apart.
    private static FileRefused Compound(FileStream stream)
    {
        if (Mentions(stream, "EncryptedPackage")) return new FileRefused(FileFault.Encrypted);
        return new FileRefused(Mentions(stream, "Workbook") || Mentions(stream, "Book") ? FileFault.OldXls : FileFault.NotAWorkbook);
    }

    private static bool Mentions(FileStream stream, string streamName)
    {
        var wanted = System.Text.Encoding.Unicode.GetBytes(streamName);
        var buffer = new byte[1 << 16];
        var kept = 0;
        stream.Position = 0;
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var block = buffer.AsSpan(0, kept + read);
            if (block.IndexOf(wanted) >= 0) return true;
            kept = Math.Min(wanted.Length, block.Length);
            block[^kept..].CopyTo(buffer);
        }
        return false;
    }
}
