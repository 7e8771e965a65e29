using System.Text;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>Reads a table as RFC 4180 has it, letter by letter, knowing nothing of who wrote it.</summary>
internal static class CsvReader
{
    public static List<List<string>> Read(string text)
    {
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && text[i] == ',')
                End();
            else if (!isQuoted && text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                End();
                rows.Add(row);
                row = [];
                i++;
            }
            else
                cell.Append(text[i]);
        }

        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
