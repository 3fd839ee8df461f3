using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Scrm.Core.Import.Sheets;

/// <summary>Which encoding a text file has: by its mark or by how UTF-16 looks, else UTF-8 where every byte fits, else GB18030 (Chinese Excel's own CSV).</summary>
internal static class CsvEncoding
{
    public static Encoding Detect(FileStream stream)
    {
        var buffer = new byte[1 << 16];
        stream.Position = 0;
        var head = buffer.AsSpan(0, stream.ReadAtLeast(buffer, 4096, throwOnEndOfStream: false));
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF])) return Encoding.UTF8;
        if (head.StartsWith<byte>([0xFF, 0xFE])) return Encoding.Unicode;
        if (head.StartsWith<byte>([0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        if (Wide(head)) return Encoding.Unicode;
        RefuseBinary(stream, buffer);
        if (IsUtf8(stream, buffer)) return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030") ?? throw new InvalidOperationException("GB18030 is not in this runtime");
        return Fits(stream, buffer, chinese) ? chinese : throw new FileRefused(FileFault.UnknownEncoding);
    }

    // Some programs leave the mark of UTF-16 out. Text has no zero but in the upper half of its commas, digits and line ends.
    private static bool Wide(ReadOnlySpan<byte> head)
    {
        var (letters, zeros) = (head.Length / 2, 0);
        for (var i = 0; i < letters; i++)
        {
            if (head[(2 * i) + 1] != 0) continue;
            zeros++;
            if (head[2 * i] < 9) return false;
        }
        return zeros * 20 > letters && letters > 0;
    }

    private static void RefuseBinary(FileStream stream, byte[] buffer)
    {
        var controls = 0L;
        stream.Position = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            var block = buffer.AsSpan(0, read);
            if (block.Contains((byte)0)) throw new FileRefused(FileFault.NotAWorkbook);
            foreach (var value in block) controls += value < 9 || value is > 13 and < 32 ? 1 : 0;
        }
        if (controls * 50 > stream.Length) throw new FileRefused(FileFault.NotAWorkbook);
    }

    private static bool IsUtf8(FileStream stream, byte[] buffer)
    {
        var chars = new char[buffer.Length];
        var kept = 0;
        stream.Position = 0;
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var block = buffer.AsSpan(0, kept + read);
            var status = Utf8.ToUtf16(block, chars, out var used, out _, replaceInvalidSequences: false, isFinalBlock: false);
            if (status == OperationStatus.InvalidData) return false;
            kept = block.Length - used;
            block[used..].CopyTo(buffer);
        }
        return kept == 0;
    }

    // Old systems cut a text in the middle of a character, so a rare unreadable one does not make the file foreign; RowReader names its cell.
    private static bool Fits(FileStream stream, byte[] buffer, Encoding encoding)
    {
        var decoder = encoding.GetDecoder();
        var chars = new char[encoding.GetMaxCharCount(buffer.Length)];
        long all = 0, lost = 0;
        stream.Position = 0;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            var count = decoder.GetChars(buffer, 0, read, chars, 0);
            all += count;
            foreach (var letter in chars.AsSpan(0, count)) lost += letter is '\uFFFD' or '?' or (>= '\uE000' and <= '\uF8FF') ? 1 : 0;
        }
        return lost * 50 <= all;
    }
}
